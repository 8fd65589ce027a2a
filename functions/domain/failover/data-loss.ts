/** The state that the standby's database reports. */
export interface ReplicaStatus {
  /** `none` if the environment has no database to move. */
  readonly role: 'none' | 'replica' | 'writer' | 'changing';
  /** The replication lag; undefined if it was not measured. */
  readonly lag?: { readonly seconds: number; readonly measuredAt: string };
}

export interface Loss {
  /** Undefined if unknown, which counts as more than any limit. */
  readonly seconds?: number;
  readonly why: string;
}

/** The lag is reported every minute. An older value was measured before the outage. */
const lagGoodForSeconds = 180;

/** How many seconds of writes would be lost if the standby's copy were promoted now. */
export function expectedLoss({ role, lag }: ReplicaStatus, now: Date): Loss {
  if (role === 'none') return { seconds: 0, why: 'there is no database to promote' };
  if (role === 'writer') return { seconds: 0, why: 'the standby database is already the writer' };
  if (lag === undefined) return { why: 'the replication lag was not measured' };
  const age = Math.round((now.getTime() - Date.parse(lag.measuredAt)) / 1000);
  if (age > lagGoodForSeconds) return { why: `the replication lag was last measured ${age} s ago` };
  return { seconds: lag.seconds, why: `the replica was ${lag.seconds} s behind, measured ${age} s ago` };
}
