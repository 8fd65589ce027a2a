import { contract as announceFailover } from '#steps/failover/announce-failover.contract.ts';
import { contract as freezeDeployments } from '#steps/failover/freeze-deployments.contract.ts';
import { contract as verifyStandby } from '#steps/failover/verify-standby.contract.ts';
import type { States } from '../definition.ts';
import { anythingElse, crash, evenIfItFails, lambda, transient, until } from '../fragments.ts';
import { endsFailed, onCancelled, onLockLost } from './catches.ts';

/** People hear of it, deployments stop, and the standby proves that it can take over. */
export const safeguards: States = {
  MakeSafe: {
    Type: 'Parallel',
    Comment: 'What takes its time at the same time: tell people, stop deployments here.',
    Branches: [
      {
        StartAt: 'AnnounceFailover',
        States: {
          AnnounceFailover: lambda(announceFailover, {
            Comment: 'People learn of it while it can still be taken back.',
            Payload: { plan: '{% $plan %}', why: '{% $reasons[0] %}' },
            Retry: [transient({ upTo: 5, tries: 3 }), crash({ tries: 1 }), anythingElse()],
            Catch: [evenIfItFails('NotAnnounced')],
            End: true,
          }),

          NotAnnounced: {
            Type: 'Pass',
            Comment: 'A failover does not wait for its announcement: the end is told as well.',
            End: true,
          },
        },
      },
      {
        StartAt: 'FreezeDeployments',
        States: {
          FreezeDeployments: lambda(freezeDeployments, {
            Comment:
              'A deployment under way here is stopped; the guardian brings its service to the slot that is healthy.',
            Payload: { plan: '{% $plan %}', execution: '{% $states.context.Execution.Id %}' },
            Retry: [
              until('DeploymentUnderWay', { every: 3, for: '36 s' }),
              transient({ upTo: 5 }),
              crash(),
              anythingElse(),
            ],
            Catch: [evenIfItFails('NotFrozen')],
            End: true,
          }),

          NotFrozen: {
            Type: 'Pass',
            Comment: 'Whether the standby can serve all the same is seen next.',
            End: true,
          },
        },
      },
    ],
    Next: 'VerifyStandby',
  },

  VerifyStandby: lambda(verifyStandby, {
    Comment: 'Capacity, releases, replication lag and permissions: never to a region that is not proven able to serve.',
    Payload: { plan: '{% $plan %}' },
    Assign: {
      verdict: '{% $states.result.Payload.kind %}',
      reasons: '{% $append($reasons, $states.result.Payload.reasons) %}',
      shortages: '{% $states.result.Payload.shortages %}',
    },
    Retry: [transient({ upTo: 5 }), crash(), anythingElse()],
    Catch: [onCancelled, onLockLost, endsFailed('The standby could not be verified')],
    Next: 'IsStandbyFit',
  }),

  IsStandbyFit: {
    Type: 'Choice',
    Comment: 'A standby that is sick takes nothing over. More loss than allowed is for a person to decide.',
    Choices: [
      { Condition: `{% $plan.mode = 'drill' %}`, Assign: { ending: 'drilled' }, Next: 'IsFenceToLift' },
      { Condition: `{% $verdict = 'hold' %}`, Assign: { ending: 'held' }, Next: 'IsFenceToLift' },
      { Condition: `{% $verdict = 'ask' %}`, Next: 'AskPerson' },
    ],
    Assign: { fenced: true },
    Default: 'PrepareStandby',
  },
};
