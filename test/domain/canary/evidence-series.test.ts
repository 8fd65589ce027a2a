import { describe, expect, it } from 'vitest';
import { evidenceSeries } from '#domain/canary/evidence-series.ts';
import type { Look } from '#domain/canary/look.ts';
import { policyOf } from '#domain/canary/policy.ts';
import { judge } from '#domain/judge/judge.ts';
import type { Minute } from '#domain/judge/minute.ts';

const policy = policyOf({
  to: 'blue',
  steps: [
    { weight: 10, bakeSeconds: 300 },
    { weight: 50, bakeSeconds: 300 },
    { weight: 100, bakeSeconds: 300 },
  ],
  judging: { falseRollbackBudget: 0.05 },
});
const served = { requests: 100, errors: 0, slow: 0, p50: 0.05, p90: 0.1, p99: 0.2 };

/** The second step begins with this minute. */
const minutes = (count: number, second = Infinity): readonly Minute[] =>
  Array.from({ length: count }, (_, minute) => ({
    minute,
    step: minute < second ? 0 : 1,
    canary: { ...served, errors: minute },
    live: { ...served, requests: 900, p99: null },
  }));

const seriesOf = (of: readonly Minute[]) => evidenceSeries({ policy, minutes: of } as Look);
const numbers = (of: readonly Minute[]) => seriesOf(of).map(({ minute }) => minute);
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);
const even = (count: number) => upTo(count).filter((i) => i % 2 === 0);

describe('the evidence over time', () => {
  it('shows of each minute the weight, the evidence, the threshold and what both slots served', () => {
    const live = { requests: 900, errors: 0, p99: null };
    const none = expect.closeTo(1, 9);
    expect(seriesOf(minutes(2, 1))).toEqual([
      {
        ...{ minute: 0, step: 0, weight: 10, evidence: none, rollbackAt: 20, live },
        canary: { requests: 100, errors: 0, p99: 0.2 },
      },
      {
        ...{ minute: 1, step: 1, weight: 50, evidence: none, rollbackAt: 20, live },
        canary: { requests: 100, errors: 1, p99: 0.2 },
      },
    ]);
  });

  it('ends with the evidence of the verdict, which all earlier minutes have added to', () => {
    const bad = minutes(8);
    const evidence = seriesOf(bad).map((point) => point.evidence);
    expect(evidence.at(-1)).toBe(judge(policy, bad).evidence);
    expect(evidence.at(-2)).toBe(judge(policy, bad.slice(0, 7)).evidence);
    expect(evidence.at(-1)).toBeGreaterThan(evidence.at(-2) ?? Infinity);
  });

  it('is empty before the first minute', () => {
    expect(seriesOf([])).toEqual([]);
  });

  it.each([1, 2, 240])('shows every minute of %i', (count) => {
    expect(numbers(minutes(count))).toEqual(upTo(count));
  });

  it('shows every second minute of more than 240, and always the newest', () => {
    expect(numbers(minutes(241))).toEqual(even(241));
    expect(numbers(minutes(242))).toEqual([...even(242), 241]);
    expect(numbers(minutes(480))).toEqual([...even(480), 479]);
  });

  it('shows every third minute of more than 480', () => {
    expect(numbers(minutes(481))).toEqual(upTo(481).filter((i) => i % 3 === 0));
  });

  it('always shows the first minute of a weight', () => {
    const shown = numbers(minutes(301, 151));
    expect(shown).toEqual([...even(151), 151, ...even(301).filter((i) => i > 151)].toSorted((a, b) => a - b));
  });
});
