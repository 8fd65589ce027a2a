import type { Share } from '#domain/failover/shares.ts';

/** Moves the environment's name between the regions without any control plane. */
export interface TakeoverSwitch {
  /** The percentage of the traffic that the standby is given. */
  standbyShare(): Promise<number>;
  /** Safe to repeat. It is in effect when the health checks have seen it, and clients have forgotten what they knew. */
  giveStandby(share: Share): Promise<void>;
}
