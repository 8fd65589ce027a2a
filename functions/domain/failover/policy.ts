import type { Window } from './maintenance.ts';

/** What an environment allows a failover to do without asking. */
export interface FailoverPolicy {
  /** Whether the standby takes over automatically. Otherwise it pages, and a person starts the failover. */
  readonly automatic: boolean;
  /** How many sources must report that the primary is unhealthy. */
  readonly quorum: number;
  /** For how many consecutive rounds. */
  readonly badRounds: number;
  /** How long after a failover or failback no automatic failover starts. */
  readonly cooldownMinutes: number;
  /** A larger loss must be accepted by a named person. */
  readonly allowedLossSeconds: number;
  /** When the primary may be unavailable. */
  readonly maintenance: readonly Window[];
}
