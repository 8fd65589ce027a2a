import { describe, expect, it } from 'vitest';
import { scenarios } from '#rehearsal/scenarios/all.ts';
import type { Scenario } from '#rehearsal/scenarios/scenario.ts';
import { everyMinute } from '#rehearsal/simulator/explorer/plan.ts';
import { singleFaults } from '#rehearsal/simulator/explorer/single-faults.ts';
import { onlyAsks, type Place } from '#rehearsal/simulator/faults/fault.ts';
import type { SimulatedAccount } from '#rehearsal/simulator/machines/account.ts';
import { simulate } from '#rehearsal/simulator/simulate.ts';
import { setting, story } from '../support/stories.ts';

const placesOf = async (scenario: Scenario) => (await simulate(scenario, { ...setting, seed: 1 })).places;

function before(stage: string | undefined, places: readonly Place[]): readonly string[] {
  const end = places.findIndex(({ name }) => name === `deployment/${stage}`);
  expect(end).toBeGreaterThan(0);
  return places.slice(0, end).flatMap(({ name }) => (everyMinute.test(name) ? [] : [name]));
}

describe('what the explorer leaves out', () => {
  const shared = scenarios.filter(({ differsFrom }) => differsFrom !== undefined);

  it.each(shared)('$name begins as a good release or a good canary does, until $differsFrom', async (scenario) => {
    const known = await Promise.all(
      ['good-release', 'canary-good'].map(async (name) => before(scenario.differsFrom, await placesOf(story(name)))),
    );
    expect(known).toContainEqual(before(scenario.differsFrom, await placesOf(scenario)));
  });

  it('would not be left out if a story differed earlier than it declares', async () => {
    const usual = before('DeployApplication', await placesOf(story('good-release')));
    expect(before('DeployApplication', await placesOf(story('event-three-times')))).not.toEqual(usual);
  });

  it('is to stop a deployment where none runs: it would be the undisturbed run again', async () => {
    const undisturbed = await simulate(story('region-dark'), { ...setting, seed: 1 });
    const alone = undisturbed.places.filter(({ isAlone }) => isAlone);
    expect(alone.length).toBeGreaterThan(100);
    expect(singleFaults(alone).some(({ how }) => how === 'stopped-at-the-root')).toBe(false);
    const [place] = alone;
    const faults = [{ ...place!, how: 'stopped-at-the-root' }];
    const broken = await simulate(story('region-dark'), { ...setting, seed: 1, faults });
    expect(broken.struck).toHaveLength(1);
    expect(broken.executions.map(({ history }) => history)).toEqual(
      undisturbed.executions.map(({ history }) => history),
    );
    expect(broken.remains).toEqual(undisturbed.remains);
  });

  it.each(['good-release', 'canary-errors', 'two-at-once-queued', 'restore', 'failback'])(
    'in %s calls that only ask change nothing',
    async (name) => {
      const changed = new Set<string>();
      const prepare = (account: SimulatedAccount) => watch(account, changed);
      await simulate(story(name), { ...setting, seed: 1, prepare });
      expect([...changed].filter((call) => onlyAsks(...(call.split('.') as [string, string])))).toEqual([]);
      if (name !== 'failback') expect([...changed]).toContain('ledger.admit');
    },
  );
});

/** Compares the account before and after each call. */
function watch({ world }: SimulatedAccount, changed: Set<string>): void {
  const { service } = world.service.target;
  const state = () =>
    JSON.stringify([
      [...world.table.states],
      [...world.table.waits],
      [...world.table.metricSnapshots],
      world.table.lock(service),
      world.table.deployments(service),
      world.service.observe(0),
    ]);
  for (const [port, answers] of Object.entries(world.ports)) {
    if (typeof answers === 'function') continue;
    const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(answers)) as (keyof typeof answers)[];
    for (const method of methods) {
      const original = answers[method] as unknown;
      if (method === ('constructor' as string) || typeof original !== 'function') continue;
      const watched = async (...words: unknown[]) => {
        const found = state();
        const answer = (await Reflect.apply(original, answers, words)) as unknown;
        if (state() !== found) changed.add(`${port}.${String(method)}`);
        return answer;
      };
      Object.defineProperty(answers, method, { value: watched, configurable: true });
    }
  }
}
