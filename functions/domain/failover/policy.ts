import type { Window } from './maintenance.ts';

/** What an environment allows a failover to do without asking. */
export interface FailoverPolicy {
  /** Whether the standby may take over by itself; otherwise it pages and a person starts it. */
  readonly automatic: boolean;
  /** How many sources have to say that the primary is unhealthy. */
  readonly quorum: number;
  /** For how many looks in a row. */
  readonly badRounds: number;
  /** After a failover or a return, for so long none starts by itself. */
  readonly cooldownMinutes: number;
  /** More than this is only given up when a named person says so. */
  readonly allowedLossSeconds: number;
  /** When the primary is expected to be away. */
  readonly maintenance: readonly Window[];
}
