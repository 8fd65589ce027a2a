import { describe, expect, it } from 'vitest';
import type { ContainerPlatform } from '#ports/compute/container-platform.ts';
import type { TrafficRouter } from '#ports/traffic/traffic-router.ts';
import { tryBatch } from '#rehearsal/simulator/explorer/explore.ts';
import { planTrials } from '#rehearsal/simulator/explorer/plan.ts';
import { breakWith } from '#rehearsal/simulator/explorer/trial.ts';
import { parseFaults } from '#rehearsal/simulator/faults/fault.ts';
import type { Library } from '#rehearsal/simulator/machines/library.ts';
import { damaged, setting, story, target } from '../support/stories.ts';

const toward = (Next: string) => ({ Condition: '{% true %}', Next });

const unguarded = (library: Library): Library => ({
  ...library,
  definitions: {
    ...library.definitions,
    guardian: JSON.stringify({
      QueryLanguage: 'JSONata',
      StartAt: 'Sleep',
      States: { Sleep: { Type: 'Succeed' } },
    }),
  },
});

/** Stops the old version whether or not it has traffic. */
const blind = (library: Library): Library => ({
  ...library,
  steps: {
    ...library.steps,
    CleanUp: {
      contract: library.steps['CleanUp']!.contract,
      call: async (_, ports) => {
        await (ports as { platform: ContainerPlatform }).platform.scale(target, 'green', 0);
        return { stopped: 'green' };
      },
    },
  },
});

/** Treats any weights that it finds as its own. */
const unwary = (library: Library): Library => {
  const { contract, call } = library.steps['SetWeight']!;
  const unwaryCall: typeof call = async (input, ports) => {
    const before = await (ports as { router: TrafficRouter }).router.weights(target);
    return call({ ...(input as object), before }, ports);
  };
  return { ...library, steps: { ...library.steps, SetWeight: { contract, call: unwaryCall } } };
};

/** Each damage, and the stories and faults among which the explorer has to find it. */
const copies = [
  {
    damage: 'a deployment that does not catch a failing shift, and has no guardian',
    library: unguarded(damaged('deployment', ({ States }) => delete States['ShiftTraffic']!.Catch)),
    scenario: 'good-release',
    only: ['stopped'],
    promise: 'P3',
  },
  {
    damage: 'a deployment that skips the shift',
    library: damaged('deployment', ({ States }) => (States['VerifyHealth']!.Next = 'CleanUp')),
    scenario: 'good-release',
    only: [],
    promise: 'The story',
  },
  {
    // Either check alone would notice.
    damage: 'a shift that reads the weights neither back nor before the next',
    library: unwary(damaged('traffic-shift', ({ States }) => (States['SetWeight']!.Next = 'IsBaking'))),
    scenario: 'good-release',
    only: ['undone'],
    promise: 'P1',
  },
  {
    damage: 'a shift that takes a judge who cannot look for one who is content',
    library: damaged('traffic-shift', ({ States }) => {
      const { Assign } = States['MetricsUnavailable']!;
      Assign!['index'] = '{% $index + 1 %}';
      Assign!['next'] = { move: "{% $index + 1 = $count($steps) ? 'complete' : 'shift' %}" };
    }),
    scenario: 'canary-good',
    only: ['outage'],
    promise: 'P5',
  },
  {
    damage: 'a rollback that does not release the lock',
    library: damaged('rollback', ({ States }) => {
      States['RetireSlot']!.Next = 'RolledBack';
    }),
    scenario: 'crash-at-start',
    only: [],
    promise: 'P3',
  },
  {
    damage: 'a deployment that removes capacity before traffic, by a step that does not look',
    library: blind(
      damaged('deployment', ({ States }) => {
        States['VerifyHealth']!.Next = 'CleanUp';
        States['CleanUp']!.Next = 'ShiftTraffic';
        States['ShiftTraffic']!.Next = 'RecordSuccess';
      }),
    ),
    scenario: 'good-release',
    only: [],
    promise: 'P1',
  },
  {
    damage: 'a guardian that finds services and leaves them',
    library: damaged('guardian', ({ States }) => (States['RollBackEach']!.Items = [])),
    scenario: 'stopped-by-hand',
    only: [],
    promise: 'P3',
  },
  {
    damage: 'a failover that sends traffic to a database that takes no writes',
    library: damaged('failover', ({ States }) => (States['IsStandbyFit']!.Choices = [toward('MoveTraffic')])),
    scenario: 'alarm-twice',
    only: [],
    promise: 'P9',
  },
  {
    damage: 'a return after which nothing may be deployed at home',
    library: damaged('failover', ({ States }) => (States['IsFenceToLift']!.Choices = [toward('RecordFailover')])),
    scenario: 'failback',
    only: [],
    promise: 'P11',
  },
  {
    damage: 'a primary monitor that sees the outage and starts nothing',
    library: damaged('primary-monitor', ({ States }) => (States['IsStartDue']!.Choices = [toward('IsMinuteOver')])),
    scenario: 'region-dark',
    only: [],
    promise: 'P8',
  },
  {
    damage: 'an intervention that receives an answer and passes it to no execution',
    library: damaged('intervention', (machine) => (machine.StartAt = 'Answered')),
    scenario: 'canary-little-traffic',
    only: [],
    promise: 'The story',
  },
  {
    damage: 'a hook that fails quietly',
    library: damaged('hook', ({ States }) => (States['EndHook']!.Next = 'HookDone')),
    scenario: 'smoke-test-fails',
    only: [],
    promise: 'The story',
  },
];

async function firstViolation(library: Library, scenario: string, only: readonly string[]) {
  const within = { library, target };
  for (const trial of await planTrials({ scenarios: [story(scenario)], seed: 1, pairs: false, only }, within)) {
    const [result] = await tryBatch([trial], within);
    if (result?.violation) return result.violation;
  }
  return undefined;
}

describe('the explorer finds', () => {
  // A lock that is never released keeps the guardian busy for two hours of its world.
  it.each(copies)('$damage', { timeout: 180_000 }, async ({ library, scenario, only, promise }) => {
    const violation = await firstViolation(library, scenario, only);
    expect(violation?.broken.join('\n')).toMatch(new RegExp(`^${promise} `, 'm'));
    // The printed fault plays it again, and the product itself withstands it.
    const faults = violation!.faults === '' ? [] : parseFaults(violation!.faults);
    const again = await breakWith(story(scenario), violation!.seed, faults, { library, target });
    expect(again.violation).toEqual(violation);
    expect((await breakWith(story(scenario), violation!.seed, faults, setting)).violation).toBeUndefined();
  });
});
