import { describe, expect, it } from 'vitest';
import type { Happening, Scenario } from '#rehearsal/scenarios/scenario.ts';
import { simulate, type SimulatedRun } from '#rehearsal/simulator/simulate.ts';
import type { MetricTrouble } from '#rehearsal/simulator/world/metric-source.ts';
import { setting, story } from './support/stories.ts';

const play = (scenario: Scenario, trouble: Partial<MetricTrouble>, seed = 1): Promise<SimulatedRun> =>
  simulate(scenario, {
    ...setting,
    seed,
    prepare: ({ world }) => (world.metrics.trouble = { ...world.metrics.trouble, ...trouble }),
  });

const troubles: readonly (readonly [string, Partial<MetricTrouble>])[] = [
  ['lag three minutes behind', { lag: 180 }],
  ['arrive in parts, failures last', { lag: 30, late: 45, firstPart: 0.7 }],
  ['arrive in parts, failures a minute and a half later', { lag: 30, late: 90, firstPart: 0.7 }],
  ['have gaps', { isLost: (minute) => minute % 3 === 0 }],
  ['fail every other minute', { isDown: (now) => Math.floor(now / 60_000) % 2 === 0 }],
];

describe('metrics that', () => {
  it.each(troubles)('%s never promote what complete ones would not', { timeout: 300_000 }, async (_, trouble) => {
    for (const name of ['canary-errors', 'canary-slow-tail', 'canary-fails-under-load']) {
      const { endings, promises } = await play(story(name), trouble);
      expect(endings, name).toEqual(['failed']);
      expect(promises.filter(({ held }) => !held).map(({ id }) => id)).toEqual([]);
    }
  });

  it('never come at all hold a good version, and promote nothing', { timeout: 300_000 }, async () => {
    const good = story('canary-good');
    const { endings, executions } = await play(good, { isDown: () => true });
    expect(endings).toEqual(['failed']);
    const shift = executions.find(({ machine }) => machine === 'traffic-shift');
    expect(shift?.history.filter(({ details }) => details['name'] === 'HoldForDecision').length).toBeGreaterThan(0);
  });
});

describe('a canary of a day', () => {
  it('takes few transitions and a short history, however often it is looked at', { timeout: 60_000 }, async () => {
    const { endings, executions } = await play(story('canary-whole-day'), {});
    expect(endings).toEqual(['succeeded']);
    const { history = [] } = executions.find(({ machine }) => machine === 'traffic-shift') ?? {};
    const transitions = history.filter(({ type }) => type.endsWith('StateEntered')).length;
    console.log(`A canary of 25 hours: ${transitions} transitions, ${history.length} events in its history`);
    expect(transitions).toBeLessThan(1500);
    expect(history.length).toBeLessThan(15_000);
  });

  it('costs as much of our own time as it is long, and no more for its many looks', { timeout: 60_000 }, async () => {
    const spent = async (hours: number) => {
      const day = story('canary-whole-day');
      const steps = [
        { weight: 5, bakeSeconds: hours * 3600 },
        { weight: 100, bakeSeconds: 3600 },
      ];
      const [{ deploy }] = day.when as [Happening];
      const before = process.cpuUsage();
      await play({ ...day, when: [{ deploy: { ...deploy, steps } }] }, {});
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1e6;
    };
    await spent(1);
    const [short, long] = [await spent(6), await spent(24)];
    console.log(`A canary of 6 hours: ${short.toFixed(2)} s of CPU, of 24 hours ${long.toFixed(2)} s`);
    // Four times as long; were every look to fold all minutes again, it would be sixteen times as much.
    expect(long / short).toBeLessThan(8);
  });
});
