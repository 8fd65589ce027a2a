import { describe, expect, test } from 'vitest';
import type { MeasuredMinute } from '#domain/canary/measured-minute.ts';
import type { SlotMinute } from '#domain/judge/minute.ts';
import type { MetricSource } from '#ports/metrics/metric-source.ts';
import { windowOf } from '#rehearsal/backtest/backtest.ts';
import { pastWindow } from '#rehearsal/backtest/past-window.ts';
import { policyOfTrace } from '#rehearsal/backtest/schedule.ts';
import { targetOf } from '#rehearsal/simulator/world/target.ts';

const target = targetOf({
  name: 'api',
  environment: 'production',
  region: 'us-east-1',
  repository: 'api',
  tasks: { min: 2, max: 4 },
  strategy: {
    name: 'two steps',
    slowMilliseconds: 300,
    steps: [10, 50, 100].map((weight) => ({ weight, bakeSeconds: 120 })),
  },
});
const window = windowOf('api', { environment: 'production', from: '2026-03-14T09:30:20Z', to: '2026-03-14T09:45:00Z' });
const start = Date.parse('2026-03-14T09:30:00Z');

const served = (requests: number): SlotMinute => ({ requests, errors: 0, slow: 0, p50: 0.1, p90: 0.2, p99: 0.3 });

/** Answers with minutes in which green and blue served so many requests, and records the queries. */
function sourceOf(minutes: readonly (readonly [green: number, blue: number])[]) {
  const asked: Parameters<MetricSource['minutes']>[0][] = [];
  const measured = minutes.map(([green, blue], i): MeasuredMinute => ({
    at: start + 60_000 * i,
    slots: { blue: served(blue), green: served(green) },
  }));
  const source: MetricSource = {
    minutes: async (what) => {
      asked.push(what);
      return measured;
    },
  };
  return { source, asked };
}

describe('a past window', () => {
  test('begins where both slots served, and ends with the canary', async () => {
    const { source } = sourceOf([
      [1000, 0],
      [890, 110],
      [905, 95],
      [480, 520],
      [0, 1000],
      [1000, 0],
    ]);
    const trace = await pastWindow(source, target, window);
    expect(trace.map(({ minute, weight, canary, live }) => [minute, weight, canary.requests, live.requests])).toEqual([
      [0, 10, 110, 890],
      [1, 10, 95, 905],
      [2, 50, 520, 480],
      [3, 100, 1000, 0],
    ]);
    expect(policyOfTrace(trace).policy.steps).toEqual([
      { weight: 10, minutes: 2 },
      { weight: 50, minutes: 1 },
      { weight: 100, minutes: 1 },
    ]);
  });

  test('takes the slot with the smaller share for the canary, whatever its color', async () => {
    const { source } = sourceOf([[100, 900]]);
    expect((await pastWindow(source, target, window))[0]?.canary.requests).toBe(100);
  });

  test('asks for whole minutes, and for slow answers as the strategy means them', async () => {
    const { source, asked } = sourceOf([[900, 100]]);
    await pastWindow(source, target, window);
    expect(asked).toMatchObject([{ from: new Date(start), slowSeconds: 0.3 }]);
  });

  test('without a canary is refused', async () => {
    const { source } = sourceOf([[1000, 0]]);
    await expect(pastWindow(source, target, window)).rejects.toThrow(/In no minute from 2026-03-14T09:30:20.000Z to/);
  });
});

describe('the times of a window', () => {
  test.each([
    { from: undefined, to: '2026-03-14', says: /--from takes a time such as .*, not ""/ },
    { from: 'yesterday', to: '2026-03-14', says: /--from takes a time such as .*, not "yesterday"/ },
    { from: '2026-03-14', to: '2026-03-13', says: /--from 2026-03-14 is not before --to 2026-03-13/ },
  ])('from $from to $to are refused', ({ from, to, says }) => {
    expect(() => windowOf('api', { environment: 'production', from, to })).toThrow(says);
  });
});
