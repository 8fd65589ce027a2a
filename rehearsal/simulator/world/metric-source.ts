import { type MeasuredMinute, minuteMs } from '#domain/canary/measured-minute.ts';
import { readingFor } from '#domain/canary/policy.ts';
import type { SlotMinute } from '#domain/judge/minute.ts';
import { type Slot, slots } from '#domain/slot.ts';
import type { OwnMetric } from '#domain/strategy.ts';
import type { Measuring, MetricSource } from '#ports/metric-source.ts';
import type { VirtualClock } from '../clock.ts';

/** How a metric source may let one down; times in seconds. */
export interface MetricTrouble {
  /** From the end of a minute until a first part of it can be read. */
  readonly lag: number;
  /** From then until the rest has arrived. */
  readonly late: number;
  /** The part that is there at first. */
  readonly firstPart: number;
  /** Minutes since 1970 of which nothing ever arrives. */
  readonly isLost: (minute: number) => boolean;
  /** Whether it fails altogether at this moment. */
  readonly isDown: (now: number) => boolean;
}

/** What each slot served in a minute that begins at this time. */
export interface ServedMinutes {
  read(at: number, slot: Slot, slowSeconds: number): SlotMinute;
}

/** What a load balancer tells CloudWatch, as late as it does. */
export class SimulatedMetrics implements MetricSource {
  trouble: MetricTrouble;
  served: () => ServedMinutes;
  /** What a metric of the user's own says of a slot in a minute that begins at this time; nothing where it says nothing. */
  own: (metric: OwnMetric, slot: Slot, at: number) => number | undefined = usual;
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
    const found: MeasuredMinute[] = [];
    for (let at = from.getTime(); at < until.getTime(); at += minuteMs) {
      const age = (now - at - minuteMs) / 1000;
      if (age < lag || isLost(at / minuteMs)) continue;
      const part = age < lag + late ? firstPart : 1;
      const read = (slot: Slot) =>
        this.#withOwn(partOf(served.read(at, slot, slowSeconds), part), ownMetrics, slot, at);
      const minute = { at, slots: { blue: read('blue'), green: read('green') } };
      if (slots.some((slot) => minute.slots[slot].requests > 0)) found.push(minute);
    }
    return found;
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
