export type Serving = 'primary' | 'standby';

/** A person has said that nothing starts by itself until further notice. */
export interface Hold {
  readonly by: string;
  readonly reason: string;
  readonly since: string;
  readonly remindedAt: string;
}

/** Who is at work. The number grows whenever somebody takes over, so that whoever was before is refused. */
export interface Runner {
  readonly runId: string;
  readonly execution: string;
  readonly fence: number;
  readonly expiresAt: string;
}

/** How things stand between the two regions, as the standby's own ledger has it. */
export interface Standing {
  readonly serving: Serving;
  readonly hold?: Hold;
  readonly running?: Runner;
  /** Failovers by itself that came to nothing since traffic last moved. */
  readonly failures: number;
  /** When traffic was last moved between the regions, or a failover came to nothing. */
  readonly endedAt?: string;
}

const remindEveryHours = 24;

/** A hold that everybody has forgotten is an outage to come. */
export const isDueForReminder = ({ remindedAt }: Hold, now: Date): boolean =>
  now.getTime() - Date.parse(remindedAt) >= remindEveryHours * 3600 * 1000;
