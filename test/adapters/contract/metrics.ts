import { expect, it } from 'vitest';
import { minuteMs, silence } from '#domain/canary/measured-minute.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { Slot } from '#domain/slots/slot.ts';
import type { OwnMetric } from '#domain/strategy/own-metric.ts';
import type { MetricSource } from '#ports/metrics/metric-source.ts';

export interface Served {
  readonly requests: number;
  readonly failing: number;
  /** Two seconds each; the others take 50 ms. */
  readonly slow: number;
}

export interface MetricsUnderTest {
  readonly source: MetricSource;
  readonly target: ServiceTarget;
  /** The start of a minute long ago whose metrics are complete. */
  readonly longAgo: number;
  /** Makes a slot have served this in a minute; called once for each. */
  serve(slot: Slot, at: number, what: Served): Promise<void>;
  /** Gives a user's own metric this value. */
  measure(metric: OwnMetric, slot: Slot, at: number, value: number): Promise<void>;
}

const queue: OwnMetric = {
  name: 'queue',
  namespace: 'Shop',
  metric: 'Waiting',
  statistic: 'Average',
  dimensions: { Cluster: '{cluster}', Service: '{ecsService}', Slot: '{slot}' },
  worse: 'higher',
};
const orders: OwnMetric = { ...queue, name: 'orders', metric: 'Orders', worse: 'lower' };

/** What every metric source promises, wherever it reads. */
export function metricsKeepTheirWord(make: () => MetricsUnderTest): void {
  let used = 0;
  /** An hour that no other test has served in. */
  const ownHour = () => make().longAgo + 60 * minuteMs * used++;
  const read = (from: number, minutes: number, ownMetrics: readonly OwnMetric[] = []) => {
    const { source, target } = make();
    const until = new Date(from + minutes * minuteMs);
    return source.minutes({ target, from: new Date(from), until, slowSeconds: 0.5, ownMetrics });
  };

  it('counts what each slot served in each minute, the oldest first', async () => {
    const { serve } = make();
    const from = ownHour();
    await serve('green', from + minuteMs, { requests: 600, failing: 6, slow: 60 });
    await serve('blue', from + minuteMs, { requests: 60, failing: 0, slow: 0 });
    await serve('green', from, { requests: 300, failing: 0, slow: 0 });
    const [first, second, ...more] = await read(from, 3);
    expect(more).toEqual([]);
    expect(first).toMatchObject({ at: from, slots: { blue: silence, green: { requests: 300, errors: 0, slow: 0 } } });
    expect(second).toMatchObject({
      at: from + minuteMs,
      slots: { blue: { requests: 60, errors: 0, slow: 0 }, green: { requests: 600, errors: 6, slow: 60 } },
    });
    const { p50, p99 } = second!.slots.green;
    expect([p50, p99].map((seconds) => seconds?.toFixed(2))).toEqual(['0.05', '2.00']);
  });

  it('leaves out what the caller did not ask for, and what lies outside', async () => {
    const { serve } = make();
    const from = ownHour();
    for (const minute of [-1, 1, 4]) {
      await serve('green', from + minute * minuteMs, { requests: 60, failing: 0, slow: 0 });
    }
    const found = await read(from, 4);
    expect(found.map(({ at }) => (at - from) / minuteMs)).toEqual([1]);
  });

  it('reads a user’s own metric for each slot, and returns nothing where there is none', async () => {
    const { serve, measure } = make();
    const from = ownHour();
    for (const minute of [0, 1]) {
      for (const slot of ['blue', 'green'] as const) {
        await serve(slot, from + minute * minuteMs, { requests: 60, failing: 0, slow: 0 });
      }
    }
    await measure(queue, 'blue', from, 12);
    await measure(queue, 'green', from, 3);
    await measure(orders, 'blue', from, 4);
    const [first, second] = await read(from, 2, [queue, orders]);
    // Where less is worse the judge sees the reciprocal.
    expect(first?.slots.blue.metrics).toEqual({ queue: 12, orders: 0.25 });
    expect(first?.slots.green.metrics).toEqual({ queue: 3 });
    expect([second?.slots.blue.metrics, second?.slots.green.metrics]).toEqual([undefined, undefined]);
  });
}
