import { describe, expect, it } from 'vitest';
import { JoinedMetricSource } from '#adapters/metrics/joined-metric-source.ts';
import { joinMetrics, type MetricValue } from '#domain/canary/join-metrics.ts';
import { type MeasuredMinute, minuteMs, silence } from '#domain/canary/measured-minute.ts';
import type { OwnMetric } from '#domain/strategy/own-metric.ts';
import type { MetricWindow } from '#ports/metrics/metric-provider.ts';
import { api } from '#test/steps/support/account.ts';

const queue: OwnMetric = {
  ...{ name: 'queue', namespace: 'Shop', metric: 'Waiting', statistic: 'Average', dimensions: {} },
  worse: 'higher',
};
const orders: OwnMetric = { ...queue, name: 'orders', worse: 'lower' };

const busy = { ...silence, requests: 60 };
const minute = (number: number): MeasuredMinute => ({ at: number * minuteMs, slots: { blue: silence, green: busy } });
const value = (number: number, of: Partial<MetricValue>): MetricValue => ({
  ...{ at: number * minuteMs, slot: 'green', metric: queue, value: 1 },
  ...of,
});

describe('the user’s own metrics', () => {
  it('go to the minute and the slot that they were measured for', () => {
    const [first, second] = joinMetrics([minute(1), minute(2)], [value(2, { value: 7 })]);
    expect(first).toEqual(minute(1));
    expect(second?.slots).toEqual({ blue: silence, green: { ...busy, metrics: { queue: 7 } } });
  });

  it('are joined by name, and a metric of which less is worse is read as its reciprocal', () => {
    const [joined] = joinMetrics([minute(1)], [value(1, { value: 7 }), value(1, { metric: orders, value: 4 })]);
    expect(joined?.slots.green.metrics).toEqual({ queue: 7, orders: 0.25 });
  });

  it('make a minute without traffic known, in its place', () => {
    const joined = joinMetrics([minute(1), minute(3)], [value(2, { slot: 'blue' })]);
    expect(joined.map(({ at }) => at / minuteMs)).toEqual([1, 2, 3]);
    expect(joined[1]?.slots).toEqual({ blue: { ...silence, metrics: { queue: 1 } }, green: silence });
  });
});

describe('a metric source', () => {
  const window = { target: api, from: new Date(0), until: new Date(3 * minuteMs), slowSeconds: 1 };
  const asked: MetricWindow<'cloudwatch'>[] = [];
  const answers = (values: () => Promise<readonly MetricValue[]>) =>
    new JoinedMetricSource(
      { minutes: () => Promise.resolve([minute(1)]) },
      {
        cloudwatch: {
          values: (what) => {
            asked.push(what);
            return values();
          },
        },
      },
    );

  it('asks CloudWatch for a metric that names no provider', async () => {
    const source = answers(() => Promise.resolve([value(1, { value: 3 })]));
    const [found] = await source.minutes({ ...window, ownMetrics: [queue] });
    expect(asked.at(-1)?.metrics).toEqual([queue]);
    expect(found?.slots.green.metrics).toEqual({ queue: 3 });
  });

  it('asks no provider of which no metric is wanted', async () => {
    asked.length = 0;
    const source = answers(() => Promise.reject(new Error('nothing to answer')));
    expect(await source.minutes({ ...window, ownMetrics: [] })).toEqual([minute(1)]);
    expect(asked).toEqual([]);
  });

  it('fails with a provider that fails: a metric that cannot be read must not look like one without data', async () => {
    const source = answers(() => Promise.reject(new Error('403')));
    await expect(source.minutes({ ...window, ownMetrics: [queue] })).rejects.toThrow('403');
  });
});
