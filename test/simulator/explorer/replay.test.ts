import { expect, it } from 'vitest';
import { readSimulateArguments } from '#rehearsal/simulator/arguments.ts';
import { describeExploration } from '#rehearsal/simulator/explorer/describe.ts';
import { tryBatch } from '#rehearsal/simulator/explorer/explore.ts';
import { planTrials } from '#rehearsal/simulator/explorer/plan.ts';
import { breakWith } from '#rehearsal/simulator/explorer/trial.ts';
import { damaged, story, target } from '../support/stories.ts';

/** A rollback that retires the bad slot without having moved the traffic away: users there get no answer. */
const library = damaged('rollback', ({ States }) => (States['HowFarDidItCome']!.Default = 'RetireSlot'));
const within = { library, target };

it('a violation is replayed, fault for fault, by the command that is printed with it', async () => {
  const trials = await planTrials(
    { scenarios: [story('stopped-by-hand')], seed: 3, pairs: false, only: ['stopped'] },
    within,
  );
  const results = await tryBatch(trials, within);
  const violations = results.flatMap(({ violation }) => violation ?? []);
  expect(violations.length).toBeGreaterThan(0);

  const exploration = { trials: trials.length, runs: trials.length, seconds: 1, violations };
  const printed = await describeExploration(exploration, within, { config: 'my own.config.ts', service: 'api' });
  const commands = [...printed.matchAll(/^ {2}npm run simulate -- (.*)$/gm)].map(([, words = '']) => wordsOf(words));
  const replayed = [];
  for (const command of commands) {
    const { scenarios, seed, faults, config, service } = readSimulateArguments(command);
    expect({ config, service }).toEqual({ config: 'my own.config.ts', service: 'api' });
    replayed.push((await breakWith(scenarios[0]!, seed, faults, within)).violation);
  }
  expect(replayed).toHaveLength(violations.length);
  expect(replayed).toEqual(expect.arrayContaining(violations));
});

/** As a shell reads them. */
const wordsOf = (line: string): string[] => (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''));
