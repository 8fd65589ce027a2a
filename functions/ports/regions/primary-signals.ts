import type { Vote } from '#domain/failover/vote.ts';

/** What can be learnt of the primary region without asking anything that lives there to work for us. */
export interface PrimarySignals {
  /** One vote of each source. Never throws, and never takes longer than a few seconds: silence is an `unknown`. */
  votes(): Promise<readonly Vote[]>;
}
