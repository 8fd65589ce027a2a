export type Serving = 'primary' | 'standby';

/** A person has disabled automatic failovers until further notice. */
export interface Hold {
  readonly by: string;
  readonly reason: string;
  readonly since: string;
  readonly remindedAt: string;
}

/**
 * The run that holds the lock. The fencing number increases whenever another run takes over, so that the previous one
 * is refused.
 */
export interface Runner {
  readonly runId: string;
  readonly execution: string;
  readonly fence: number;
  readonly expiresAt: string;
}

/** The state between the two regions, according to the standby's own ledger. */
export interface Standing {
  readonly serving: Serving;
  readonly hold?: Hold;
  readonly running?: Runner;
  /** The number of automatic failovers that failed since traffic last moved. */
  readonly failures: number;
  /** When traffic last moved between the regions, or a failover failed. */
  readonly endedAt?: string;
}

const remindEveryHours = 24;

/** A forgotten hold would prevent the next failover. */
export const isDueForReminder = ({ remindedAt }: Hold, now: Date): boolean =>
  now.getTime() - Date.parse(remindedAt) >= remindEveryHours * 3600 * 1000;
