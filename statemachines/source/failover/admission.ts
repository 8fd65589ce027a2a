import { contract as admitFailover } from '#steps/failover/admit-failover.contract.ts';
import { contract as confirmOutage } from '#steps/failover/confirm-outage.contract.ts';
import type { States } from '../definition.ts';
import { anythingElse, crash, lambda, transient, until } from '../fragments.ts';
import { endsFailed, onCancelled, onLockLost } from './catches.ts';

/** The run takes the lock, and the outage is confirmed. */
export const admission: States = {
  AdmitFailover: lambda(admitFailover, {
    Comment: 'Takes the one lock and opens the run. A word of a person is written down, and that is all.',
    Payload: {
      request: '{% $states.input %}',
      execution: { arn: '{% $states.context.Execution.Id %}', startedAt: '{% $states.context.Execution.StartTime %}' },
    },
    Assign: {
      admission: '{% $states.result.Payload %}',
      waited: 0,
      share: 100,
      turnedBack: false,
      primary: 'unclear',
      ending: 'called-off',
      reasons: [],
      shortages: [],
      shares: [],
      failure: `{% {'Error': '', 'Cause': ''} %}`,
      fenced: `{% $states.input.mode in ['failback', 'resume'] %}`,
      stillFenced: false,
    },
    Retry: [transient({ upTo: 5 }), crash(), anythingElse()],
    Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput %}', Next: 'FailoverRefused' }],
    Next: 'WhatWasAsked',
  }),

  WhatWasAsked: {
    Type: 'Choice',
    Comment: 'A failover, a return, a drill, the end of a run that was stopped, or just a word.',
    Choices: [
      { Condition: `{% $admission.kind = 'noted' %}`, Next: 'CommandRecorded' },
      {
        Condition: `{% $admission.kind = 'stopped' %}`,
        Assign: {
          plan: '{% $admission.plan %}',
          ending: 'stopped',
          reasons: ['Its execution was stopped in the console'],
        },
        Next: 'IsFenceToLift',
      },
      {
        Condition: `{% $admission.plan.mode = 'failback' %}`,
        Assign: { plan: '{% $admission.plan %}' },
        Next: 'VerifyPrimary',
      },
    ],
    Assign: { plan: '{% $admission.plan %}' },
    Default: 'ConfirmOutage',
  },

  ConfirmOutage: lambda(confirmOutage, {
    Comment:
      'The watch has seen it twice; this is another look, with fresh eyes, before anything is changed. A deployment there gets the time to take itself back.',
    Payload: { plan: '{% $plan %}' },
    Assign: { primary: '{% $states.result.Payload.primary %}', reasons: '{% [$states.result.Payload.why] %}' },
    Retry: [
      until('PrimaryRecoversItself', { every: 5, for: '200 s' }),
      transient({ upTo: 5 }),
      crash(),
      anythingElse(),
    ],
    Catch: [onCancelled, onLockLost, endsFailed('The primary could not be looked at')],
    Next: 'IsItAnOutage',
  }),

  IsItAnOutage: {
    Type: 'Choice',
    Comment: 'By itself it goes on only where the primary is seen to be down; a person may have other reasons.',
    Choices: [
      { Condition: `{% $plan.mode = 'drill' %}`, Next: 'VerifyStandby' },
      { Condition: `{% $plan.mode = 'automatic' and $primary != 'down' %}`, Next: 'IsFenceToLift' },
    ],
    Default: 'MakeSafe',
  },
};
