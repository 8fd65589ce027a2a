import { minuteMs, silence, startOfMinute } from '#domain/canary/measured-minute.ts';
import type { SlotMinute } from '#domain/judge/minute.ts';
import type { Slot } from '#domain/slots/slot.ts';
import type { TraceMinute } from '../../../backtest/trace.ts';
import type { ServedMinutes } from './metric-source.ts';

/**
 * What both slots served in a recorded canary, as if they served it now: its first minute is the one in which the new
 * version gets its first share. Before, the live slot has everything; after the last recorded minute nothing is measured.
 */
export class TracedMinutes implements ServedMinutes {
  readonly #canary: Slot;
  readonly #firstShareAt: () => number | undefined;
  readonly #trace: ReadonlyMap<number, TraceMinute>;

  constructor(trace: readonly TraceMinute[], canary: Slot, firstShareAt: () => number | undefined) {
    const first = Math.min(...trace.map(({ minute }) => minute));
    this.#trace = new Map(trace.map((recorded) => [recorded.minute - first, recorded]));
    this.#canary = canary;
    this.#firstShareAt = firstShareAt;
  }

  read(at: number, slot: Slot): SlotMinute {
    const start = this.#firstShareAt();
    if (start === undefined || at < startOfMinute(start)) return this.#before(slot);
    const recorded = this.#trace.get((at - startOfMinute(start)) / minuteMs);
    if (recorded === undefined) return silence;
    return slot === this.#canary ? recorded.canary : recorded.live;
  }

  #before(slot: Slot): SlotMinute {
    const first = this.#trace.get(0);
    if (slot === this.#canary || first === undefined) return silence;
    return { ...first.live, requests: first.live.requests + first.canary.requests };
  }
}
