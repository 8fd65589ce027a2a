import { contract as liftFence } from '#steps/failover/lift-fence.contract.ts';
import { contract as recordFailover } from '#steps/failover/record-failover.contract.ts';
import type { States } from '../definition.ts';
import { anythingElse, crash, lambda, transient, transientErrors } from '../fragments.ts';
import { onLockLost } from './catches.ts';

/** What is held is released, and the run is recorded. */
export const endings: States = {
  IsFenceToLift: {
    Type: 'Choice',
    Comment: 'The region that serves all users may deploy. After a takeover that is not the primary.',
    Choices: [{ Condition: `{% $fenced and $ending != 'taken-over' %}`, Next: 'LiftFence' }],
    Default: 'RecordFailover',
  },

  LiftFence: lambda(liftFence, {
    Comment: 'Where the standby has traffic it stays.',
    Payload: { plan: '{% $plan %}' },
    TimeoutSeconds: 7,
    Retry: [
      { ErrorEquals: transientErrors, IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 3, JitterStrategy: 'FULL' },
      anythingElse(),
    ],
    Catch: [{ ErrorEquals: ['States.ALL'], Assign: { stillFenced: true }, Next: 'RecordFailover' }],
    Next: 'RecordFailover',
  }),

  RecordFailover: lambda(recordFailover, {
    Comment:
      'What happened, why, and with which figures; everything that was held is let go. No catch of the rest: the watch starts another that closes the run.',
    Payload: `{% $merge([{'plan': $plan, 'ending': $ending, 'reasons': $reasons, 'shortages': $shortages, 'stillFenced': $stillFenced}, $failure.Error = '' ? {} : {'failure': $failure}]) %}`,
    Assign: { outcome: '{% $states.result.Payload %}' },
    Output: '{% $states.result.Payload %}',
    Retry: [transient({ upTo: 5 }), crash(), anythingElse()],
    Catch: [onLockLost],
    Next: 'HowDidItEnd',
  }),

  HowDidItEnd: {
    Type: 'Choice',
    Comment: 'An end that people have to look after is a failure of the execution, which rings.',
    Choices: [
      {
        Condition: `{% $outcome.ending in ['taken-over', 'returned', 'drilled', 'called-off'] %}`,
        Next: 'FailoverDone',
      },
    ],
    Default: 'FailoverNotDone',
  },

  FailoverDone: { Type: 'Succeed' },

  CommandRecorded: { Type: 'Succeed', Output: '{% $admission %}' },

  FailoverRefused: {
    Type: 'Fail',
    Error: 'FailoverRefused',
    Cause: `{% $states.input.Error & ': ' & $states.input.Cause %}`,
  },

  LockLost: {
    Type: 'Fail',
    Error: 'LockLost',
    Cause: 'Another execution has taken this run over and goes on with it.',
  },

  FailoverNotDone: { Type: 'Fail', Error: 'FailoverNotDone', Cause: `{% $outcome.ending & ': ' & $outcome.why %}` },
};
