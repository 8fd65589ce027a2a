import { describe, expect, it } from 'vitest';
import { presetStories } from '#rehearsal/scenarios/presets.ts';
import type { ScenarioEvent, Scenario } from '#rehearsal/scenarios/scenario.ts';
import { simulate, type SimulatedRun } from '#rehearsal/simulator/simulate.ts';
import type { MetricTrouble } from '#rehearsal/simulator/world/metrics/metric-source.ts';
import { damaged, setting, story } from './support/stories.ts';

const play = (scenario: Scenario, trouble: Partial<MetricTrouble>, within = setting): Promise<SimulatedRun> =>
  simulate(scenario, {
    ...within,
    seed: 1,
    prepare: ({ world }) => (world.metrics.trouble = { ...world.metrics.trouble, ...trouble }),
  });

const troubles: readonly (readonly [string, Partial<MetricTrouble>])[] = [
  ['lag three minutes behind', { lag: 180 }],
  ['arrive in parts, failures last', { lag: 30, late: 45, firstPart: 0.7 }],
  ['arrive in parts, failures a minute and a half later', { lag: 30, late: 90, firstPart: 0.7 }],
  ['have gaps', { isLost: (minute) => minute % 3 === 0 }],
  ['fail every other minute', { isDown: (now) => Math.floor(now / 60_000) % 2 === 0 }],
];

/** Every preset that judges, and every version that answers its users worse. */
const badOnes = presetStories(['canary-phased', 'canary-gradual', 'canary-short', 'blue-green']).filter(({ name }) =>
  /:(errors|slow-tail|fails-under-load)$/.test(name),
);
// A fault that appears only at the end of a day takes the whole day.
const watched = presetStories(['canary-watch']).filter(({ name }) => /:(errors|slow-tail)$/.test(name));
const short = ['canary-errors', 'canary-slow-tail', 'canary-fails-under-load'].map(story);
const judged = [...short, ...badOnes, ...watched];

describe('metrics that', () => {
  const promoted = ({ remains, scenario }: SimulatedRun) => remains.recordedVersion !== scenario.given.live;

  it('are complete promote none of these but the slow tail that a service level allows', async () => {
    const passed = [];
    for (const scenario of judged) if (promoted(await play(scenario, {}))) passed.push(scenario.name);
    expect(passed).toEqual(['blue-green:slow-tail']);
  });

  it.each(troubles)('%s never promote what complete ones would not', { timeout: 300_000 }, async (_, trouble) => {
    for (const scenario of judged) {
      const run = await play(scenario, trouble);
      expect(run.promises.filter(({ held }) => !held).map(({ id }) => id)).toEqual([]);
      if (promoted(run)) expect(promoted(await play(scenario, {})), scenario.name).toBe(true);
    }
  });

  it('fail would promote a bad one if the shift continued without a judge', async () => {
    const library = damaged('traffic-shift', ({ States }) => {
      const { Assign } = States['MetricsUnavailable']!;
      Assign!['index'] = '{% $index + 1 %}';
      Assign!['next'] = { move: "{% $index + 1 = $count($steps) ? 'complete' : 'shift' %}" };
    });
    const run = await play(story('canary-short:errors'), { isDown: () => true }, { ...setting, library });
    expect(promoted(run)).toBe(true);
    expect(run.promises.filter(({ held }) => !held).map(({ id }) => id)).toEqual(['P5']);
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
  it('takes few transitions and a short history, despite its many looks', { timeout: 60_000 }, async () => {
    const { endings, executions } = await play(story('canary-whole-day'), {});
    expect(endings).toEqual(['succeeded']);
    const { history = [] } = executions.find(({ machine }) => machine === 'traffic-shift') ?? {};
    const transitions = history.filter(({ type }) => type.endsWith('StateEntered')).length;
    console.log(`A canary of 25 hours: ${transitions} transitions, ${history.length} events in its history`);
    expect(transitions).toBeLessThan(1500);
    expect(history.length).toBeLessThan(15_000);
  });

  it('takes CPU time in proportion to its length, and no more for its many looks', { timeout: 60_000 }, async () => {
    const spent = async (hours: number) => {
      const day = story('canary-whole-day');
      const steps = [
        { weight: 5, bakeSeconds: hours * 3600 },
        { weight: 100, bakeSeconds: 3600 },
      ];
      const [{ deploy }] = day.when as [ScenarioEvent];
      const before = process.cpuUsage();
      await play({ ...day, when: [{ deploy: { ...deploy, steps } }] }, {});
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1e6;
    };
    await spent(1);
    const [short, long] = [await spent(6), await spent(24)];
    console.log(`A canary of 6 hours: ${short.toFixed(2)} s of CPU, of 24 hours ${long.toFixed(2)} s`);
    // Four times as long; if every look folded all minutes again, it would take sixteen times as long.
    expect(long / short).toBeLessThan(8);
  });
});
