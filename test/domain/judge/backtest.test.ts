import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { backtest } from '#rehearsal/backtest/backtest.ts';

const sample = 'rehearsal/backtest/sample.jsonl';
const folder = mkdtempSync(join(tmpdir(), 'backtest-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(args: string[], input = ''): Promise<{ code: number; out: string; err: string }> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  stdin.end(input);
  const code = await backtest(args, { stdin, stdout, stderr });
  return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('the shipped sample', () => {
  test('is rolled back in the fourth minute at 50 %, for its errors', async () => {
    const { code, out } = await run([sample]);
    expect(code).toBe(0);
    expect(out).toMatch(/^ +23 +50 %.* rollback \(errors\)$/m);
    expect(out).toMatch(/as recorded: rolled back at minute 23\. .*46 against 1\.5 expected/);
  });

  test('says the same in JSON, with every look', async () => {
    const { out } = await run([sample, '--json']);
    const { outcome, looks } = JSON.parse(out);
    expect([outcome, looks.length]).toEqual(['rolled back', 24]);
    expect(looks[23].verdict).toMatchObject({ decision: 'rollback', reason: { kind: 'evidence', stream: 'errors' } });
  });

  test('is drawn on a page that loads nothing', async () => {
    const page = join(folder, 'page.html');
    await run([sample, '--html', page]);
    const text = readFileSync(page, 'utf8');
    expect(text).toMatch(/<h1>Rolled back at minute 23/);
    expect(text.match(/<path class="curve/g)).toHaveLength(6);
    expect(text).not.toMatch(/(src|href)="(?!data:)|NaN|undefined/);
  });

  test('is judged by a preset, or by several side by side', async () => {
    expect((await run([sample, '--preset', 'canary-phased'])).out).toMatch(/canary-phased: rolled back at minute 23/);
    const { out } = await run([sample, '--compare', 'canary-phased,canary-short']);
    expect(out).toMatch(/^canary-phased +rolled back +23 +3177 +46 /m);
    expect(out).toMatch(/^canary-short +promoted +\d+ +\d+ +0 /m);
  });

  test('is judged by steps from the command line', async () => {
    expect((await run([sample, '--steps', '50:30'])).out).toMatch(
      /50:30: trace ended at minute 23\. Continues\. The evidence is 56 % of the rollback threshold/,
    );
  });
});

describe('CSV', () => {
  const header =
    'minute,weight,canary_requests,canary_errors,canary_slow,canary_p50,canary_p90,canary_p99,' +
    'live_requests,live_errors,live_slow,live_p50,live_p90,live_p99';
  const row = (minute: number) => `${minute},50,500,0,20,0.06,0.15,0.4,500,0,20,0.06,0.15,0.4`;

  test('is read by its header', async () => {
    const rows = Array.from({ length: 10 }, (_, minute) => row(minute));
    const { out } = await run([file('good.csv', [header, ...rows, ''].join('\n'))]);
    expect(out).toMatch(/as recorded: promoted at minute 9/);
  });

  test.each([
    {
      fault: 'a column that is missing',
      text: 'minute,weight\n0,5',
      says: /Line 1: the header lacks "canary_requests"/,
    },
    { fault: 'a short row', text: `${header}\n0,50,1`, says: /Line 2: 3 cells under 14 columns/ },
    {
      fault: 'a word for a number',
      text: `${header}\n${row(0)}\n${row(1).replace(',500,', ',many,')}`,
      says: /Line 3: "canary_requests": "many" is not a number/,
    },
  ])('with $fault is refused with line and field', async ({ text, says }) => {
    const { code, err } = await run([file('bad.csv', text)]);
    expect(code).toBe(2);
    expect(err).toMatch(says);
  });
});

describe('wrong input', () => {
  const slot = { requests: 1, errors: 0, slow: 0, p50: 0.1, p90: 0.1, p99: 0.1 };
  const line = (minute: unknown, canary: object = slot) => JSON.stringify({ minute, weight: 5, canary, live: slot });

  test.each([
    { fault: 'no JSON', text: `${line(0)}\n{"minute":`, says: /Line 2 is not JSON/ },
    { fault: 'a negative count', text: line(0, { ...slot, errors: -1 }), says: /Line 1: "canary\.errors": a count/ },
    { fault: 'a minute twice', text: `${line(0)}\n${line(0)}`, says: /Line 2: "minute": 0 was on line 1 already/ },
    { fault: 'no minutes', text: '{', says: /Line 1 is not JSON/ },
  ])('$fault names the line and the field', async ({ text, says }) => {
    const { code, err } = await run([file('bad.jsonl', text)]);
    expect(code).toBe(2);
    expect(err).toMatch(says);
  });

  test.each([
    { args: [sample, '--preset', 'canary-fast'], says: /no preset "canary-fast".*canary-phased/ },
    { args: [sample, '--steps', '5%'], says: /--steps: "5%" is no weight:minutes/ },
    { args: [sample, '--steps', '5:1', '--preset', 'rolling'], says: /one of them/ },
    { args: ['no-such-file'], says: /no-such-file cannot be read/ },
    { args: ['--jsno'], says: /--jsno/ },
  ])('$args is refused with what would be right', async ({ args, says }) => {
    const { code, err } = await run(args);
    expect(code).toBe(2);
    expect(err).toMatch(says);
  });

  test('no arguments print the help', async () => {
    expect((await run([])).out).toMatch(/npm run backtest -- TRACE/);
  });
});

describe('the protocol for programs', () => {
  const slot = (errors: number) => ({ requests: 100, errors, slow: 5, p50: 0.06, p90: 0.15, p99: 0.4 });
  const all = [0, 0, 0, 30, 30, 30].map(slot);
  const head = { scenario: 'a', step: 0, steps: [[50, 10]], max_extend: 30 };
  const look = (minute: number, from: number) =>
    JSON.stringify({
      ...head,
      minute,
      weights: all.slice(from, minute + 1).map(() => 50),
      canary: all.slice(from, minute + 1),
      baseline: all.slice(from, minute + 1).map(() => slot(0)),
    });

  test('answers whole histories and newest minutes alike', async () => {
    const whole = await run(['--stdin'], all.map((_, minute) => look(minute, 0)).join('\n'));
    const newest = await run(['--stdin'], all.map((_, minute) => look(minute, minute)).join('\n'));
    expect(whole.out).toBe(newest.out);
    const decisions = whole.out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { decision: string }).decision);
    expect(decisions).toEqual(['continue', 'continue', 'continue', 'continue', 'continue', 'rollback']);
  });

  test('refuses a newest minute whose earlier ones it never saw', async () => {
    const { code, err } = await run(['--stdin'], look(3, 3));
    expect(code).toBe(2);
    expect(err).toMatch(/Line 1: minute 3 of "a", whose earlier minutes are missing/);
  });
});
