import type { SlotMinute } from '#domain/judge/minute.ts';
import type { Slot } from '#domain/slots/slot.ts';

/** A minute from a metric source. It may change until all of its data has arrived. */
export interface MeasuredMinute {
  /** The start of the minute, in milliseconds since 1970. */
  readonly at: number;
  readonly slots: Readonly<Record<Slot, SlotMinute>>;
}

export const minuteMs = 60_000;

export const startOfMinute = (at: number): number => Math.floor(at / minuteMs) * minuteMs;

export const silence: SlotMinute = { requests: 0, errors: 0, slow: 0, p50: null, p90: null, p99: null };

export const requestsOf = ({ slots }: MeasuredMinute): number => slots.blue.requests + slots.green.requests;
