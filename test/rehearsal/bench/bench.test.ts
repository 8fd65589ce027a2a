import { describe, expect, test } from 'vitest';
import { benchJudge, readBenchArguments } from '#rehearsal/bench/bench.ts';
import { CanaryTraffic } from '#rehearsal/bench/canary-traffic.ts';
import type { Answer } from '#rehearsal/bench/look.ts';
import { ourJudge } from '#rehearsal/bench/our-judge.ts';
import { playBatch } from '#rehearsal/bench/play-batch.ts';
import { playCanary } from '#rehearsal/bench/play-canary.ts';
import { benchScenarios } from '#rehearsal/bench/scenarios.ts';
import { scorePolicies } from '#rehearsal/bench/score.ts';

const named = (name: string) => benchScenarios.find((each) => each.name === name)!;
const share = ({ count, of }: { count: number; of: number }) => count / of;

async function run(words: string[]): Promise<string> {
  let out = '';
  await benchJudge(words, { stdout: { write: (text) => (out += text) }, stderr: { write: () => undefined } });
  return out;
}

describe('a sample of the benchmark', () => {
  const played = benchScenarios
    .filter(({ schedule }) => schedule === 'half an hour')
    .flatMap(({ name }) => playBatch({ scenario: name, seeds: [1, 2, 3, 4], policies: ['judge', 'flagger', 'argo'] }));
  const [judge, flagger, argo] = scorePolicies(played);

  test('shows that the judge rolls back no healthy canary and nearly every bad one, and promotes few bad ones', () => {
    expect(judge?.falseRollbacks['half an hour']).toEqual({ count: 0, of: 64 });
    expect(share(judge!.badCaught['half an hour'])).toBeGreaterThanOrEqual(0.93);
    expect(share(judge!.badPromoted)).toBeLessThanOrEqual(0.03);
  });

  test('shows that the judge serves few more bad requests than a policy that rolls back hastily', () => {
    expect(flagger!.badRequestsRatio).toBeGreaterThan(0.6);
  });

  test('shows what the rivals pay: false alarms, or bad versions', () => {
    expect(share(flagger!.falseRollbacks['half an hour'])).toBeGreaterThan(0.5);
    expect(share(argo!.badPromoted)).toBeGreaterThan(0.5);
    expect(argo!.badRequestsRatio).toBeGreaterThan(10);
    expect(judge!.badRequestsRatio).toBe(1);
  });
});

describe('a build at the limit of what is tolerated', () => {
  const tolerated = {
    ...named('2 % fail anyway, 6000 a minute'),
    // 1.24 of the 2 %: the margin is 1.25.
    fault: () => ({ errors: 0.0048, slower: 1, tail: 1 }),
  };
  const played = Array.from({ length: 300 }, (_, seed) =>
    playCanary(new CanaryTraffic(tolerated, seed + 1), ourJudge()),
  );

  test('is rolled back once in a hundred times at most', () => {
    expect(played.filter(({ outcome }) => outcome === 'rolled back').length).toBeLessThanOrEqual(3);
  });
});

test('a healthy day is not rolled back, and one with 1 % errors is', () => {
  const outcomes = ['healthy, 600 a minute, a day', '1 % errors, 600 a minute, a day'].map(
    (scenario) => playBatch({ scenario, seeds: [1], policies: ['judge'] })[0]?.outcome,
  );
  expect(outcomes).toEqual(['promoted', 'rolled back']);
});

describe('a played canary', () => {
  const always = (answer: Answer) => playCanary(new CanaryTraffic(named('1 % errors, 600 a minute'), 1), () => answer);

  test('is promoted after its planned minutes, and serves bad requests until a person finds out', () => {
    const promoted = always('continue');
    expect(promoted).toMatchObject({ outcome: 'promoted', minutes: 30, extendedMinutes: 0 });
    expect(promoted.badRequests).toBeGreaterThan(30 * 600 * 0.009 * 0.6);
  });

  test('is inconclusive when the extension is used up', () => {
    expect(always('extend')).toMatchObject({ outcome: 'inconclusive', minutes: 35, extendedMinutes: 31 });
  });

  test('that is rolled back serves one minute more', () => {
    const rolledBack = always('rollback');
    expect(rolledBack).toMatchObject({ outcome: 'rolled back', minutes: 1 });
    expect(rolledBack.badRequests).toBeLessThan(1);
  });
});

describe('the command', () => {
  test('prints a table that can be kept, the same for the same seeds', async () => {
    const words = ['--seeds', '1-2', '--scenario', '20 % errors, 60', '--policies', 'judge,alarm', '--each'];
    const table = await run(words);
    expect(table).toMatch(/^\| bad: 20 % errors, 60 a minute +\| 100 %, \d+ min, \d+ bad +\| 100 %/m);
    expect(table).toMatch(/^\| this judge, with its defaults +\| - +\| - +\| 100 % +\| - /m);
    expect(await run(words)).toBe(table);
  });

  test.each([
    { words: ['--seeds', 'many'], says: /--seeds takes a range such as 1-100, not "many"/ },
    { words: ['--seeds', '9-3'], says: /not "9-3"/ },
    { words: ['--scenario', 'sunny'], says: /No scenario has "sunny" in its name/ },
    { words: ['--policies', 'judge,oracle'], says: /no policy oracle\. judge, kayenta/ },
    { words: ['--sede', '1'], says: /--help/ },
  ])('refuses $words with the valid values', ({ words, says }) => {
    expect(() => readBenchArguments(words)).toThrow(says);
  });

  test('plays every scenario by default, each under its own name', () => {
    const { scenarios, seeds } = readBenchArguments([]);
    expect([scenarios.length, new Set(scenarios.map(({ name }) => name)).size, seeds.length]).toEqual([61, 61, 20]);
  });
});
