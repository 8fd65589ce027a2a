import { describe, expect, it } from 'vitest';
import { longScenarios, regionScenarios, scenarios } from '#rehearsal/scenarios/all.ts';
import type { Scenario } from '#rehearsal/scenarios/scenario.ts';
import { renderHistory } from '#rehearsal/simulator/asl/render-history.ts';
import type { AnyStep } from '#rehearsal/simulator/machines/host.ts';
import type { Library } from '#rehearsal/simulator/machines/library.ts';
import { simulate, type SimulatedRun } from '#rehearsal/simulator/simulate.ts';
import { setting, story } from '../support/stories.ts';

const worlds = [1, 2, 3, 4, 5];
/** A simulated day takes a second or two. */
const worldsFor = ({ name }: Scenario) => (name === 'canary-whole-day' ? worlds.slice(0, 2) : worlds);

describe.each([...scenarios, ...longScenarios])('$name', (scenario) => {
  it.each(worldsFor(scenario))('ends as it should, with every promise held, in world %d', async (seed) => {
    const { outcome, promises } = await simulate(scenario, { ...setting, seed });
    expect(promises.filter(({ held }) => !held)).toEqual([]);
    expect(outcome).toBe('held');
  });
});

/** Everything that a run produces, byte by byte. */
const told = ({ executions, remains }: SimulatedRun): string =>
  executions.map(({ arn, history }) => `${arn}\n${renderHistory(history)}`).join('\n') + JSON.stringify(remains);

function deeplyFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) deeplyFrozen(item);
  return Object.freeze(value);
}

describe('a run', () => {
  it('is the same with the same seed, and differs with another', async () => {
    const run = async (seed: number) => told(await simulate(story('stopped-by-hand'), { ...setting, seed }));
    const first = await run(7);
    expect(await run(7)).toBe(first);
    expect(await run(8)).not.toBe(first);
  });

  it('needs no function that changes its input: separate processes could not either', async () => {
    const frozen = (steps: Library['steps']) =>
      Object.fromEntries(
        Object.entries(steps).map(([name, { contract, call }]): [string, AnyStep] => [
          name,
          { contract, call: (input, ports) => call(deeplyFrozen(input), ports) },
        ]),
      );
    const { library } = setting;
    const guarded = { ...library, steps: frozen(library.steps), watchers: frozen(library.watchers) };
    for (const scenario of [...scenarios, ...regionScenarios]) {
      const { outcome } = await simulate(scenario, { ...setting, library: guarded, seed: 1 });
      expect(outcome, scenario.name).toBe('held');
    }
  });

  // 1,440 looks of the judge, each over the whole day until then.
  it('of a day at 5 % looks for abandoned services every minute', { timeout: 300_000 }, async () => {
    const [scenarioEvent] = story('good-release').when;
    const steps = [
      { weight: 5, bakeSeconds: 24 * 3600 },
      { weight: 100, bakeSeconds: 3600 },
    ];
    const scenario = { ...story('good-release'), when: [{ deploy: { ...scenarioEvent!.deploy, steps } }] };
    const { outcome, executions, remains } = await simulate(scenario, { ...setting, seed: 1 });
    expect(outcome).toBe('held');
    expect(executions.filter(({ machine }) => machine === 'guardian').length).toBeGreaterThan(25 * 60);
    expect(remains.requests).toBeGreaterThan(25 * 3600 * 40);
  });
});
