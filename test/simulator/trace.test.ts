import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { SlotMinute } from '#domain/judge/minute.ts';
import { ArgumentsRejected } from '#rehearsal/arguments.ts';
import { recordOf } from '#rehearsal/simulator/record-run.ts';
import { simulate, type SimulatedRun } from '#rehearsal/simulator/simulate.ts';
import { tellRun } from '#rehearsal/simulator/tell-run.ts';
import { scenarioOfTrace, tellTrace, traceIn } from '#rehearsal/simulator/trace.ts';
import { library, target } from './support/stories.ts';

const folder = mkdtempSync(join(tmpdir(), 'trace-'));
afterAll(() => rmSync(folder, { recursive: true }));

const slot = (errors: number): SlotMinute => ({ requests: 1000, errors, slow: 20, p50: 0.06, p90: 0.15, p99: 0.4 });

/** So many minutes of two slots that fail so often, from minute 7 on. */
function recorded(minutes: number, errors: { readonly canary: number; readonly live: number }): string {
  const file = join(folder, `${minutes}-${errors.canary}-${errors.live}.jsonl`);
  const line = (minute: number) =>
    JSON.stringify({ minute: 7 + minute, canary: slot(errors.canary), live: slot(errors.live) });
  writeFileSync(file, Array.from({ length: minutes }, (_, minute) => line(minute)).join('\n'));
  return file;
}

const strategy = {
  name: 'half',
  steps: [
    { weight: 50, bakeSeconds: 300 },
    { weight: 100, bakeSeconds: 60 },
  ],
  maxExtensionMinutes: 5,
};

function play(file: string): Promise<SimulatedRun> {
  const service = { ...target, strategy };
  return simulate(scenarioOfTrace(file, service), { library, target: service, seed: 1, trace: traceIn(file) });
}

describe('a recorded trace', () => {
  it('of two good versions is promoted by the current machines', async () => {
    const run = await play(recorded(40, { canary: 1, live: 1 }));
    expect([run.outcome, run.endings, run.remains.recordedVersion]).toEqual(['held', ['succeeded'], 'v2']);
    expect(tellTrace(run)).toMatch(/^What .* for api by half: judge promotes at 100 % after \d+ min.*\. Promoted\./);
  });

  it('of a bad version rolls it back, with the numbers of the recording', async () => {
    const run = await play(recorded(40, { canary: 60, live: 1 }));
    expect([run.outcome, run.endings, run.remains.recordedVersion]).toEqual(['held', ['failed'], 'v1']);
    expect(tellTrace(run)).toMatch(/rolls back at 50 % after \d min.*mainly from errors: \d+ against \d/);
    expect(run.remains.shifts).toEqual([]);
  });

  it('of trouble that both versions share continues', async () => {
    expect((await play(recorded(40, { canary: 60, live: 60 }))).remains.recordedVersion).toBe('v2');
  });

  it('that ends too early measures nothing more, and nothing is promoted on it', async () => {
    const run = await play(recorded(3, { canary: 1, live: 1 }));
    expect(run.remains.recordedVersion).toBe('v1');
    expect(tellTrace(run)).toMatch(/within eight hours|not measured/);
    expect(tellRun(run, { timeline: true })).toMatch(/the same \d+ times more, until now/);
  });

  it('is drawn as the judge saw it, minute by minute', async () => {
    const { looks = [], decisions, timeline } = recordOf(await play(recorded(40, { canary: 1, live: 1 })));
    expect(looks.map(({ minute }) => minute)).toEqual(looks.map((_, i) => i));
    expect(looks[2]).toMatchObject({ weight: 50, canary: { requests: 1000, errors: 1 }, rollbackAt: 100 });
    expect(looks.at(-1)?.explanation).toMatch(/^Promoted\./);
    expect(decisions.filter(({ who }) => who === 'judge').length).toBeGreaterThan(1);
    expect(timeline.some(({ what }) => what.startsWith('judge: continues (This step has passed.'))).toBe(true);
  });

  it('that is invalid is refused with its line', () => {
    const file = join(folder, 'wrong.jsonl');
    writeFileSync(file, '{"minute":0}');
    expect(() => traceIn(file)).toThrow(ArgumentsRejected);
    expect(() => traceIn(file)).toThrow(/--trace .*wrong\.jsonl: Line 1: "canary"/);
    expect(() => traceIn('no-such-file')).toThrow(/--trace no-such-file/);
  });
});
