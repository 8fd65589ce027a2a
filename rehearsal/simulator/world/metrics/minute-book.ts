import { minuteMs, silence, startOfMinute } from '#domain/canary/measured-minute.ts';
import type { SlotMinute } from '#domain/judge/minute.ts';
import type { Slot } from '#domain/slots/slot.ts';
import type { AnswerProfile } from '../answers.ts';
import type { ServedMinutes } from './metric-source.ts';

interface Share {
  readonly requests: number;
  readonly answers: AnswerProfile;
}

/** What each slot served in each minute, as its load balancer counts. */
export class MinuteBook implements ServedMinutes {
  readonly #shares = new Map<string, Share[]>();
  /** Added up once: a day's minutes are read at each of its looks. */
  readonly #sums = new Map<string, { readonly slowSeconds: number; readonly minute: SlotMinute }>();

  /** Adds requests at a rate per second with these answers, from one moment to another. */
  add(slot: Slot, from: number, to: number, perSecond: number, answers: AnswerProfile): void {
    for (let at = startOfMinute(from); at < to; at += minuteMs) {
      const seconds = (Math.min(to, at + minuteMs) - Math.max(from, at)) / 1000;
      const key = `${slot} ${at}`;
      const shares = this.#shares.get(key) ?? [];
      this.#shares.set(key, [...shares, { requests: perSecond * seconds, answers }]);
      this.#sums.delete(key);
    }
  }

  read(at: number, slot: Slot, slowSeconds: number): SlotMinute {
    const key = `${slot} ${at}`;
    const known = this.#sums.get(key);
    if (known?.slowSeconds === slowSeconds) return known.minute;
    const minute = this.#addUp(this.#shares.get(key) ?? [], slowSeconds);
    this.#sums.set(key, { slowSeconds, minute });
    return minute;
  }

  #addUp(shares: readonly Share[], slowSeconds: number): SlotMinute {
    const sum = (of: (share: Share) => number) => shares.reduce((total, share) => total + of(share), 0);
    const requests = Math.round(sum((share) => share.requests));
    if (requests === 0) return silence;
    const mean = (of: (answers: AnswerProfile) => number) =>
      sum((share) => share.requests * of(share.answers)) / sum((share) => share.requests);
    return {
      requests,
      errors: Math.round(sum((share) => share.requests * share.answers.failingShare)),
      slow: Math.round(sum((share) => share.requests * share.answers.slowerThan(slowSeconds * 1000))),
      p50: mean(({ p50Ms }) => p50Ms) / 1000,
      p90: mean(({ p90Ms }) => p90Ms) / 1000,
      p99: mean(({ p99Ms }) => p99Ms) / 1000,
    };
  }
}
