import { slots, type Slot } from '#domain/slots/slot.ts';
import type { Traffic, TrafficBucket, VersionTraffic } from '../../record.ts';
import { NO_VERSION } from '../../traffic/summary.ts';
import type { VirtualClock } from '../clock.ts';
import { profileOf, type AnswerProfile } from './answers.ts';
import { MinuteBook } from './metrics/minute-book.ts';
import type { ServiceInAccount } from './service-in-account.ts';
import type { Task } from './compute/task.ts';

interface Part {
  readonly slot: Slot;
  readonly version: string;
  readonly share: number;
  readonly answers: AnswerProfile;
}

/** From the load balancer itself, where no healthy target can answer. */
const unavailable: AnswerProfile = { failingShare: 1, p50Ms: 1, p90Ms: 2, p99Ms: 2, slowerThan: () => 0 };
/** A chart with more points than this shows no more detail. */
const mostBuckets = 3600;

interface Count {
  requests: number;
  failed: number;
}

/**
 * Requests at a steady rate, as users send them. What happens to them changes only when the account does, so they are
 * counted in spans between two changes; a day costs no more than a minute.
 */
export class Users {
  readonly #clock: VirtualClock;
  readonly #perSecond: number;
  readonly #service: ServiceInAccount;
  readonly #spans: { readonly from: number; readonly to: number; readonly parts: readonly Part[] }[] = [];
  readonly #book = new MinuteBook();
  #since: number;
  #parts: readonly Part[];

  constructor(clock: VirtualClock, perSecond: number, service: ServiceInAccount) {
    this.#clock = clock;
    this.#perSecond = perSecond;
    this.#service = service;
    this.#since = clock.now();
    this.#parts = this.#split();
  }

  /** The account has changed: from now on requests get other answers. */
  accountChanged(): void {
    const now = this.#clock.now();
    if (this.#perSecond > 0 && now > this.#since) this.#pass(this.#since, now);
    this.#since = now;
    this.#parts = this.#split();
  }

  /** Everything until now. `startedAt` is when elapsed time begins to count. */
  traffic(startedAt: number): Traffic & { readonly totals: Count } {
    this.accountChanged();
    const seconds = (this.#clock.now() - startedAt) / 1000;
    const bucketSeconds = Math.max(1, Math.ceil(seconds / mostBuckets));
    const ledger = new BucketLedger(startedAt, bucketSeconds, this.#perSecond);
    for (const span of this.#spans) ledger.add(span);
    return { bucketSeconds, versions: [...ledger.versions].sort(), buckets: ledger.buckets, totals: ledger.totals };
  }

  /** What the load balancer counted until now. */
  minutes(): MinuteBook {
    this.accountChanged();
    return this.#book;
  }

  #pass(from: number, to: number): void {
    this.#spans.push({ from, to, parts: this.#parts });
    for (const { slot, version, share, answers } of this.#parts) {
      // Where no target can answer, the load balancer chooses none and counts the request for none.
      if (version !== NO_VERSION) this.#book.add(slot, from, to, this.#perSecond * share, answers);
    }
  }

  #split(): readonly Part[] {
    return slots.flatMap((slot) => {
      const share = this.#service.rule.weights[slot] / 100;
      if (share === 0) return [];
      const tasks = this.#service.slots[slot].healthy;
      if (tasks.length === 0) return [{ slot, version: NO_VERSION, share, answers: unavailable }];
      const perTask = share / tasks.length;
      return [...Map.groupBy(tasks, ({ version }) => version)].map(([version, its]) => ({
        slot,
        version,
        share: perTask * its.length,
        answers: this.#answersOf(its, perTask),
      }));
    });
  }

  /** Tasks of one version behave alike, so one of them represents all. */
  #answersOf([task]: readonly Task[], share: number): AnswerProfile {
    if (task === undefined) return unavailable;
    return profileOf(task.behavior, { uptimeMs: 0, requestsPerSecond: this.#perSecond * share });
  }
}

/** Hands whole requests to whole buckets and carries the rest on, so that sums of buckets are the totals. */
class BucketLedger {
  readonly buckets: TrafficBucket[] = [];
  readonly versions = new Set<string>();
  readonly totals: Count = { requests: 0, failed: 0 };
  readonly #startedAt: number;
  readonly #bucketSeconds: number;
  readonly #perSecond: number;
  readonly #carried = new Map<string, Count>();

  constructor(startedAt: number, bucketSeconds: number, perSecond: number) {
    this.#startedAt = startedAt;
    this.#bucketSeconds = bucketSeconds;
    this.#perSecond = perSecond;
  }

  add({ from, to, parts }: { readonly from: number; readonly to: number; readonly parts: readonly Part[] }): void {
    const length = this.#bucketSeconds * 1000;
    for (let at = from; at < to;) {
      const index = Math.floor((at - this.#startedAt) / length);
      const end = Math.min(to, this.#startedAt + (index + 1) * length);
      for (const part of parts) this.#count(index, part, (end - at) / 1000);
      at = end;
    }
  }

  #count(index: number, { version, share, answers }: Part, seconds: number): void {
    const carried = this.#carried.get(version) ?? { requests: 0, failed: 0 };
    const due = carried.requests + this.#perSecond * share * seconds;
    const requests = Math.floor(due);
    const failing = carried.failed + requests * answers.failingShare;
    const failed = Math.floor(failing);
    this.#carried.set(version, { requests: due - requests, failed: failing - failed });
    if (requests === 0) return;
    this.versions.add(version);
    this.totals.requests += requests;
    this.totals.failed += failed;
    const { byVersion } = this.#bucket(index);
    const before = byVersion[version];
    byVersion[version] = {
      requests: (before?.requests ?? 0) + requests,
      failed: (before?.failed ?? 0) + failed,
      p50Ms: answers.p50Ms,
      p99Ms: answers.p99Ms,
    };
  }

  #bucket(index: number): { readonly byVersion: Record<string, VersionTraffic> } {
    for (;;) {
      const bucket = this.buckets[index];
      if (bucket !== undefined) return bucket;
      this.buckets.push({ elapsedSeconds: this.buckets.length * this.#bucketSeconds, byVersion: {} });
    }
  }
}
