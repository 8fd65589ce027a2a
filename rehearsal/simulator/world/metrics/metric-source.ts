import { type MeasuredMinute, minuteMs } from '#domain/canary/measured-minute.ts';
import { readingFor } from '#domain/canary/policy.ts';
import type { SlotMinute } from '#domain/judge/minute.ts';
import type { Slot } from '#domain/slots/slot.ts';
import type { OwnMetric } from '#domain/strategy/own-metric.ts';
import type { Measuring, MetricSource } from '#ports/metrics/metric-source.ts';
import type { VirtualClock } from '../../clock.ts';

/** How a metric source may fail; times in seconds. */
export interface MetricTrouble {
  /** From the end of a minute until a first part of it can be read. */
  readonly lag: number;
  /** From then until the rest has arrived. */
  readonly late: number;
  /** The part that arrives first. */
  readonly firstPart: number;
  /** Minutes since 1970 whose data never arrives. */
  readonly isLost: (minute: number) => boolean;
  /** Whether it fails completely at this moment. */
  readonly isDown: (now: number) => boolean;
}

/** What each slot served in a minute that begins at this time. */
export interface ServedMinutes {
  read(at: number, slot: Slot, slowSeconds: number): SlotMinute;
}

/** The metrics that a load balancer sends to CloudWatch, with their delay. */
export class SimulatedMetrics implements MetricSource {
  trouble: MetricTrouble;
  served: () => ServedMinutes;
  /** The value of a user's metric for a slot in the minute that begins at this time; undefined without a value. */
  own: (metric: OwnMetric, slot: Slot, at: number) => number | undefined = usual;
  /** Final minutes, by minutes since 1970, computed once: each look reads those of the whole day. */
  #whole: { readonly served?: ServedMinutes; readonly how: string; readonly minutes: Map<number, MeasuredMinute> } = {
    how: '',
    minutes: new Map(),
  };
  readonly #clock: VirtualClock;

  constructor(clock: VirtualClock, served: () => ServedMinutes, lag: number) {
    this.#clock = clock;
    this.served = served;
    this.trouble = { lag, late: 0, firstPart: 1, isLost: () => false, isDown: () => false };
  }

  async minutes({ from, until, slowSeconds, ownMetrics }: Measuring): Promise<readonly MeasuredMinute[]> {
    const { lag, late, firstPart, isLost, isDown } = this.trouble;
    const now = this.#clock.now();
    if (isDown(now)) throw Object.assign(new Error('no metrics'), { name: 'InternalServiceFault' });
    const served = this.served();
    const whole = this.#wholeMinutes(served, JSON.stringify([slowSeconds, ownMetrics]));
    const minuteAt = (at: number, part: number): MeasuredMinute => {
      const read = (slot: Slot) =>
        this.#withOwn(partOf(served.read(at, slot, slowSeconds), part), ownMetrics, slot, at);
      return { at, slots: { blue: read('blue'), green: read('green') } };
    };
    const found: MeasuredMinute[] = [];
    for (let number = from.getTime() / minuteMs; number < until.getTime() / minuteMs; number += 1) {
      const age = (now - (number + 1) * minuteMs) / 1000;
      if (age < lag || isLost(number)) continue;
      const part = age < lag + late ? firstPart : 1;
      const minute = (part === 1 ? whole.get(number) : undefined) ?? minuteAt(number * minuteMs, part);
      if (part === 1) whole.set(number, minute);
      if (minute.slots.blue.requests + minute.slots.green.requests > 0) found.push(minute);
    }
    return found;
  }

  #wholeMinutes(served: ServedMinutes, how: string): Map<number, MeasuredMinute> {
    if (this.#whole.served !== served || this.#whole.how !== how) this.#whole = { served, how, minutes: new Map() };
    return this.#whole.minutes;
  }

  #withOwn(minute: SlotMinute, ownMetrics: readonly OwnMetric[], slot: Slot, at: number): SlotMinute {
    const metrics = ownMetrics.flatMap((own) => {
      const value = minute.requests === 0 ? undefined : this.own(own, slot, at);
      return value === undefined ? [] : [[own.name, readingFor(value, own)] as const];
    });
    return metrics.length === 0
      ? minute
      : { ...minute, metrics: { ...Object.fromEntries(metrics), ...minute.metrics } };
  }
}

/** Tasks are neither idle nor busy. */
const usual = ({ metric }: OwnMetric): number | undefined => (metric === 'CPUUtilization' ? 40 : undefined);

/** The slowest reports come last, and failures with them. */
const partOf = (minute: SlotMinute, part: number): SlotMinute =>
  part === 1 ? minute : { ...minute, requests: Math.floor(minute.requests * part), errors: 0, slow: 0 };
