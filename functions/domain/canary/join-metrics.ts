import type { Slot } from '#domain/slots/slot.ts';
import type { OwnMetric } from '#domain/strategy/own-metric.ts';
import { type MeasuredMinute, silence } from './measured-minute.ts';
import { readingFor } from './policy.ts';

/** The value of a metric of the user's own in one minute of one slot, as its provider measured it. */
export interface MetricValue {
  /** The start of the minute, in milliseconds since 1970. */
  readonly at: number;
  readonly slot: Slot;
  readonly metric: OwnMetric;
  readonly value: number;
}

/**
 * Adds the user's own metrics to the minutes of the load balancer. A minute in which only a metric has a value had no
 * traffic.
 */
export function joinMetrics(
  traffic: readonly MeasuredMinute[],
  values: readonly MetricValue[],
): readonly MeasuredMinute[] {
  if (values.length === 0) return traffic;
  const minutes = new Map(traffic.map((minute) => [minute.at, minute]));
  for (const { at, slot, metric, value } of values) {
    const minute = minutes.get(at) ?? { at, slots: { blue: silence, green: silence } };
    const metrics = { ...minute.slots[slot].metrics, [metric.name]: readingFor(value, metric) };
    minutes.set(at, { at, slots: { ...minute.slots, [slot]: { ...minute.slots[slot], metrics } } });
  }
  return [...minutes.values()].toSorted((one, other) => one.at - other.at);
}
