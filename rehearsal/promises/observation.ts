import type { Slot } from '#domain/slots/slot.ts';
import type { Weights } from '#domain/slots/weights.ts';
import type { RegionRemains } from './region-remains.ts';

/** The world at one moment, read from the account and not from Sluice's own records. */
export interface Observation {
  readonly elapsedSeconds: number;
  readonly weights: Weights;
  readonly slots: Readonly<Record<Slot, SlotObservation>>;
}

export interface SlotObservation {
  readonly desired: number;
  readonly running: number;
  readonly healthyTargets: number;
  /** The tag of the image that runs; nothing on a slot that never ran one. */
  readonly version?: string;
}

/** An update of a service's stack while a deployment ran. */
export interface StackUpdate {
  readonly what: string;
  /** Whether it would replace tasks, so that it has to wait. */
  readonly replacesTasks: boolean;
  /** The message to the person who asked for it, where it was refused. */
  readonly refusal?: string;
  readonly before: Observation;
  readonly after: Observation;
}

/** What remains when the story is over. */
export interface Remains {
  readonly observations: readonly Observation[];
  readonly lockOwner: string | undefined;
  readonly recordedLive: Slot | undefined;
  readonly recordedVersion: string | undefined;
  /** Each deployment's entry in the ledger. */
  readonly entries: readonly LedgerEntry[];
  readonly requests: number;
  readonly failedRequests: number;
  /** When each execution ended that was admitted and did not succeed; known only with the whole story. */
  readonly badEnds?: readonly number[];
  /** What the deployments that succeeded had planned, and when they ran. */
  readonly shifts?: readonly Shifted[];
  /** What let each promoted version pass; known only with the whole ledger. */
  readonly passes?: readonly Pass[];
  readonly stackUpdates?: readonly StackUpdate[];
  /** The share that a person had given the empty slot before the first request, in percent. */
  readonly emptySlotShare?: number | undefined;
  /** Requests for a deployment, however often each was delivered. */
  readonly asked?: number;
  /** Of a story between two regions. */
  readonly regions?: RegionRemains;
  /** The messages to requests that were refused before they had an entry in the ledger. */
  readonly refusals?: readonly string[];
}

export interface LedgerEntry {
  readonly deploymentId: string;
  readonly outcome?: string;
  readonly reason?: string;
  readonly endedAt?: string;
}

/** The end of a bake that a version passed. */
export interface Pass {
  /** Its whole minutes. */
  readonly due: number;
  /** How many of them the judge had measured. */
  readonly measured: number;
  /** A person or the strategy let it pass. */
  readonly byWord: boolean;
}

export interface Shifted {
  readonly to: Slot;
  readonly weights: readonly number[];
  readonly fromSeconds: number;
  readonly untilSeconds: number;
}
