/** What the standby's database says of itself. */
export interface ReplicaStatus {
  /** `none` where the environment has no database of its own to move. */
  readonly role: 'none' | 'replica' | 'writer' | 'changing';
  /** How far it is behind; nothing where that was not measured. */
  readonly lag?: { readonly seconds: number; readonly measuredAt: string };
}

export interface Loss {
  /** Nothing where nobody can say: that is more than any limit. */
  readonly seconds?: number;
  readonly why: string;
}

/** A lag is told each minute; one that is older was measured before the outage and says too little. */
const lagGoodForSeconds = 180;

/** How many seconds of writes would be lost if the standby's copy became the only one now. */
export function expectedLoss({ role, lag }: ReplicaStatus, now: Date): Loss {
  if (role === 'none') return { seconds: 0, why: 'there is no database to promote' };
  if (role === 'writer') return { seconds: 0, why: 'the database of the standby is the writer already' };
  if (lag === undefined) return { why: 'the replication lag was not measured' };
  const age = Math.round((now.getTime() - Date.parse(lag.measuredAt)) / 1000);
  if (age > lagGoodForSeconds) return { why: `the replication lag was last measured ${age} s ago` };
  return { seconds: lag.seconds, why: `the replica was ${lag.seconds} s behind ${age} s ago` };
}
