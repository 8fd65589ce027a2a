import { contract as raiseCapacity } from '#steps/failover/raise-capacity.contract.ts';
import { contract as promoteDatabase } from '#steps/failover/promote-database.contract.ts';
import { contract as fencePrimary } from '#steps/failover/fence-primary.contract.ts';
import { contract as verifyPrimary } from '#steps/failover/verify-primary.contract.ts';
import type { States } from '../definition.ts';
import { anythingElse, crash, evenIfItFails, lambda, on, transient, transientErrors, until } from '../fragments.ts';
import { endsFailed, onCancelled, onLockLost } from './catches.ts';

/** Capacity and the database get ready while the primary is fenced. */
export const preparation: States = {
  PrepareStandby: {
    Type: 'Parallel',
    Comment:
      'Tasks, data, and a primary that is to change nothing more: none waits for another, and traffic comes after them.',
    Branches: [
      {
        StartAt: 'RaiseCapacity',
        States: {
          RaiseCapacity: lambda(raiseCapacity, {
            Comment: 'Asks for all that may run; as soon as enough serve it goes on.',
            Payload: { plan: '{% $plan %}' },
            Output: '{% [] %}',
            Retry: [
              until('CapacityNotThere', { every: 5, for: '1 min' }),
              transient({ upTo: 5 }),
              crash(),
              anythingElse(),
            ],
            Catch: [
              { ErrorEquals: ['Cancelled', 'TakenOver'], Next: 'StopPreparing' },
              {
                ErrorEquals: ['States.ALL'],
                Output: `{% [$states.errorOutput.Error & ': ' & $states.errorOutput.Cause] %}`,
                Next: 'CapacityIsShort',
              },
            ],
            End: true,
          }),

          CapacityIsShort: {
            Type: 'Pass',
            Comment: 'A region with few tasks is better than one that is dark: it goes on, and says so.',
            End: true,
          },

          StopPreparing: { Type: 'Fail', Error: '{% $states.input.Error %}', Cause: '{% $states.input.Cause %}' },
        },
      },
      {
        StartAt: 'PromoteDatabase',
        States: {
          PromoteDatabase: lambda(promoteDatabase, {
            Comment:
              'Data first, traffic after it. Where the primary is well it is a switchover, which loses nothing. No catch: without a writer no traffic moves.',
            Payload: { plan: '{% $plan %}', primary: '{% $primary %}' },
            Output: '{% [] %}',
            Retry: [
              until('PromotionUnderWay', { every: 3, for: '3 min' }),
              transient({ upTo: 5 }),
              crash(),
              anythingElse(),
            ],
            End: true,
          }),
        },
      },
      {
        StartAt: 'FencePrimary',
        States: {
          FencePrimary: lambda(fencePrimary, {
            Comment: 'Best effort: a region that is dark answers nothing, and nothing here may depend on it.',
            Payload: { plan: '{% $plan %}' },
            TimeoutSeconds: 7,
            Retry: [{ ErrorEquals: transientErrors, IntervalSeconds: 1, BackoffRate: 1, MaxAttempts: 1 }],
            Catch: [evenIfItFails('NotFenced')],
            End: true,
          }),

          NotFenced: {
            Type: 'Pass',
            Comment: 'As expected of a region that is dark.',
            End: true,
          },
        },
      },
    ],
    Assign: { shortages: '{% $append($shortages, $states.result[0]) %}' },
    Catch: [onCancelled, onLockLost, endsFailed('The standby could not be prepared')],
    Next: 'MoveTraffic',
  },

  VerifyPrimary: lambda(verifyPrimary, {
    Comment: 'A return is deliberate: the primary is well, and its data has come home before.',
    Payload: { plan: '{% $plan %}' },
    Assign: { shares: '{% $states.result.Payload.shares %}', reasons: '{% [$states.result.Payload.why] %}' },
    Retry: [transient({ upTo: 5 }), crash(), anythingElse()],
    Catch: [
      onCancelled,
      onLockLost,
      on(['PrimaryNotReady'], 'IsFenceToLift', { ending: 'held', reasons: ['Traffic stays where it is'] }),
      endsFailed('The primary could not be verified'),
    ],
    Next: 'HasTrafficToReturn',
  }),
};
