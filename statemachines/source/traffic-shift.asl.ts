import { contract as setWeight } from '#steps/traffic-shift/set-weight.contract.ts';
import { contract as confirmWeight } from '#steps/traffic-shift/confirm-weight.contract.ts';
import { contract as bake } from '#steps/traffic-shift/bake.contract.ts';
import { contract as judgeCanary } from '#steps/traffic-shift/judge-canary.contract.ts';
import { contract as holdForDecision } from '#steps/traffic-shift/hold-for-decision.contract.ts';
import { crash, crashBeforeWait, lambda, machine, transient, until, waitForAnswer } from './fragments.ts';

export const definition = machine({
  Comment:
    'Moves traffic to a slot, one weight after the other: set, read back, bake, judge. A bake ends early when something is wrong or a person says so.',
  StartAt: 'PlanShift',
  TimeoutSeconds: 165600,
  States: {
    PlanShift: {
      Type: 'Pass',
      Comment: 'Takes the schedule from the frozen plan.',
      Assign: {
        plan: '{% $states.input.plan %}',
        steps: '{% $states.input.plan.shift.steps %}',
        index: 0,
        journey: [],
        forced: false,
        unmeasuredLooks: 0,
        weights: `{% $states.input.plan.shift.to = 'blue' ? {'blue': 0, 'green': 100} : {'blue': 100, 'green': 0} %}`,
      },
      Next: 'SetWeight',
    },

    SetWeight: lambda(setWeight, {
      Comment:
        'Only a slot with enough healthy targets gets a share, and only if no one else has moved traffic. No catch: the deployment that started the shift rolls back.',
      Payload: { plan: '{% $plan %}', weight: '{% $steps[$index].weight %}', before: '{% $weights %}' },
      Assign: { weights: '{% $states.result.Payload %}' },
      Retry: [until('SlotNotHealthy', { every: 5, for: '1 min' }), transient(), crash()],
      Next: 'ConfirmWeight',
    }),

    ConfirmWeight: lambda(confirmWeight, {
      Comment:
        'Asked for is not in place: the load balancer is read. No catch: the deployment that started the shift rolls back.',
      Payload: { target: '{% $plan.target %}', weights: '{% $weights %}' },
      Retry: [until('WeightsNotInPlace', { every: 1, for: '30 s' }), transient(), crash()],
      Next: 'IsBaking',
    }),

    IsBaking: {
      Type: 'Choice',
      Comment: 'A weight that does not bake is not judged: all at once is at once.',
      Choices: [
        {
          Condition: '{% $steps[$index].bakeSeconds > 0 %}',
          Assign: {
            bakeSeconds: '{% $steps[$index].bakeSeconds %}',
            journey: `{% [$journey, {'step': $index, 'weight': $steps[$index].weight, 'at': $states.context.State.EnteredTime}] %}`,
          },
          Next: 'Bake',
        },
        { Condition: '{% $index + 1 < $count($steps) %}', Assign: { index: '{% $index + 1 %}' }, Next: 'SetWeight' },
      ],
      Default: 'ShiftComplete',
    },

    Bake: waitForAnswer(bake, {
      Comment:
        'Real traffic tells at this weight. That the time runs out is the normal end; an answer comes when something is wrong or a person says so. What fails otherwise has no catch: the deployment that started the shift rolls back.',
      Payload: {
        plan: '{% $plan %}',
        progress: { step: '{% $index %}', journey: '{% $journey %}', forced: '{% $forced %}' },
        token: '{% $states.context.Task.Token %}',
        openedAt: '{% $states.context.State.EnteredTime %}',
        seconds: '{% $bakeSeconds %}',
      },
      TimeoutSeconds: '{% $bakeSeconds %}',
      Assign: { answer: '{% $states.result %}' },
      Retry: [transient(), crashBeforeWait()],
      Catch: [
        {
          ErrorEquals: ['States.Timeout'],
          Assign: { answer: { say: 'time is up', signal: 'clock', by: 'the clock', why: 'the bake is over' } },
          Next: 'JudgeCanary',
        },
      ],
      Next: 'JudgeCanary',
    }),

    JudgeCanary: lambda(judgeCanary, {
      Comment:
        'What comes next, and why. A judge that cannot see says nothing good: the version bakes on, and then a person is asked.',
      Payload: {
        plan: '{% $plan %}',
        progress: { step: '{% $index %}', journey: '{% $journey %}', forced: '{% $forced %}' },
        answer: '{% $answer %}',
        now: '{% $states.context.State.EnteredTime %}',
      },
      Assign: {
        next: '{% $states.result.Payload %}',
        forced: '{% $states.result.Payload.forced %}',
        index: '{% $states.result.Payload.step %}',
        unmeasuredLooks: 0,
      },
      Retry: [transient(), crash()],
      Next: 'WhatComesNext',
      Catch: [
        {
          ErrorEquals: ['States.ALL'],
          Assign: { unmeasuredLooks: '{% $unmeasuredLooks + 1 %}', blindness: '{% $states.errorOutput %}' },
          Next: 'MetricsUnavailable',
        },
      ],
    }),

    MetricsUnavailable: {
      Type: 'Pass',
      Comment:
        'Metrics or ledger cannot be read: another minute, and after half an hour a person. A command to roll back still counts.',
      Assign: {
        next: {
          move: `{% $answer.say = 'roll back' or ($unmeasuredLooks >= 30 and $plan.shift.judging.onInconclusive = 'roll back') ? 'reject' : $unmeasuredLooks >= 30 ? 'hold' : 'bake' %}`,
          step: '{% $index %}',
          seconds: 60,
          forced: '{% $forced %}',
          who: 'machine',
          words: `{% ($answer.say = 'roll back' ? $answer.by & ': ' & $answer.why & '. ' : '') & 'The judge could not look ' & $unmeasuredLooks & ' times in a row, last with ' & $blindness.Error %}`,
        },
      },
      Next: 'WhatComesNext',
    },

    WhatComesNext: {
      Type: 'Choice',
      Comment: 'The verdict decides, or the person who was asked.',
      Choices: [
        { Condition: `{% $next.move = 'shift' %}`, Next: 'SetWeight' },
        { Condition: `{% $next.move = 'bake' %}`, Assign: { bakeSeconds: '{% $next.seconds %}' }, Next: 'Bake' },
        { Condition: `{% $next.move = 'hold' %}`, Next: 'HoldForDecision' },
        { Condition: `{% $next.move = 'complete' %}`, Next: 'ShiftComplete' },
      ],
      Default: 'CanaryRejected',
    },

    HoldForDecision: waitForAnswer(holdForDecision, {
      Comment:
        'The weights stay as they are until a person says what to do; after eight hours of silence the old version gets its traffic back. What fails otherwise has no catch: the deployment rolls back.',
      Payload: {
        plan: '{% $plan %}',
        progress: { step: '{% $index %}', journey: '{% $journey %}', forced: '{% $forced %}' },
        token: '{% $states.context.Task.Token %}',
        openedAt: '{% $states.context.State.EnteredTime %}',
        words: '{% $next.words %}',
        seconds: 28800,
      },
      TimeoutSeconds: 28800,
      Assign: { answer: '{% $states.result %}' },
      Retry: [transient(), crashBeforeWait()],
      Catch: [
        {
          ErrorEquals: ['States.Timeout'],
          Assign: {
            answer: {
              say: 'roll back',
              signal: 'clock',
              by: 'the clock',
              why: `{% 'no person decided within eight hours. ' & $next.words %}`,
            },
          },
          Next: 'JudgeCanary',
        },
      ],
      Next: 'JudgeCanary',
    }),

    ShiftComplete: { Type: 'Succeed', Output: { weights: '{% $weights %}' } },

    CanaryRejected: { Type: 'Fail', Error: 'CanaryRejected', Cause: '{% $next.words %}' },
  },
});
