import { contract as moveTraffic } from '#steps/failover/move-traffic.contract.ts';
import { contract as confirmTraffic } from '#steps/failover/confirm-traffic.contract.ts';
import type { States } from '../definition.ts';
import { anythingElse, crash, lambda, on, onFailure, transient, until } from '../fragments.ts';
import { endsFailed, onCancelled, onLockLost } from './catches.ts';

/** The switch moves the traffic. */
export const traffic: States = {
  HasTrafficToReturn: {
    Type: 'Choice',
    Comment: 'Half, then a quarter, then one in twenty, then none: each by a switch that was prepared.',
    Choices: [
      {
        Condition: '{% $count($shares) > 0 %}',
        Assign: { share: '{% $shares[0] %}', shares: '{% [$shares[[1..$count($shares)]]] %}' },
        Next: 'MoveTraffic',
      },
    ],
    Assign: { ending: 'returned' },
    Default: 'IsFenceToLift',
  },

  MoveTraffic: lambda(moveTraffic, {
    Comment: 'Flips the takeover switch, which is a write in this region and nowhere else, and reads it back.',
    Payload: { plan: '{% $plan %}', share: '{% $share %}' },
    Retry: [until('SwitchNotInPlace', { every: 2, for: '20 s' }), transient({ upTo: 5 }), crash(), anythingElse()],
    Catch: [onCancelled, onLockLost, endsFailed('The takeover switch could not be set')],
    Next: 'ConfirmTraffic',
  }),

  ConfirmTraffic: lambda(confirmTraffic, {
    Comment: 'Users arrive where they were sent: names are remembered for a minute.',
    Payload: { plan: '{% $plan %}', share: '{% $share %}' },
    Retry: [until('TrafficNotArrived', { every: 3, for: '3 min' }), transient({ upTo: 5 }), crash(), anythingElse()],
    Catch: [
      onLockLost,
      on(['PrimaryNotReady'], 'MoveTraffic', { share: 100, turnedBack: true }),
      onFailure('IsFenceToLift', {
        ending: `{% $plan.mode = 'failback' ? 'failed' : 'taken-over' %}`,
        reasons: `{% $append($reasons, 'The switch is set, but traffic was not seen to follow') %}`,
      }),
    ],
    Next: 'IsThereMoreToMove',
  }),

  IsThereMoreToMove: {
    Type: 'Choice',
    Comment: 'A takeover moves everything at once, a return does it in steps.',
    Choices: [
      {
        Condition: '{% $turnedBack %}',
        Assign: {
          ending: 'held',
          reasons: `{% $append($reasons, 'The primary failed again: all traffic is back in the standby') %}`,
        },
        Next: 'IsFenceToLift',
      },
      { Condition: `{% $plan.mode != 'failback' %}`, Assign: { ending: 'taken-over' }, Next: 'IsFenceToLift' },
      { Condition: '{% $count($shares) > 0 %}', Next: 'LetReturnBake' },
    ],
    Assign: { ending: 'returned' },
    Default: 'IsFenceToLift',
  },

  LetReturnBake: {
    Type: 'Wait',
    Comment: 'Clients forget a name after a minute; the next look judges the primary under its new share.',
    Seconds: 90,
    Next: 'HasTrafficToReturn',
  },
};
