import type { SlotMinute } from '#domain/judge/minute.ts';
import type { Slot } from '#domain/slots/slot.ts';

/** A minute as a metric source knows it, which may change until all of it has arrived. */
export interface MeasuredMinute {
  /** Milliseconds since 1970 at its start. */
  readonly at: number;
  readonly slots: Readonly<Record<Slot, SlotMinute>>;
}

export const minuteMs = 60_000;

export const startOfMinute = (at: number): number => Math.floor(at / minuteMs) * minuteMs;

export const silence: SlotMinute = { requests: 0, errors: 0, slow: 0, p50: null, p90: null, p99: null };

export const requestsOf = ({ slots }: MeasuredMinute): number => slots.blue.requests + slots.green.requests;
