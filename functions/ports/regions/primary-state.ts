import type { RecordedAlarm } from '#domain/failover/alarm-vote.ts';
import type { MirroredDeployment } from '#domain/failover/self-recovery.ts';

/** What the primary region has told the standby by itself, as long as it could. */
export interface PrimaryState {
  /** What each alarm last told. */
  alarms(): Promise<readonly RecordedAlarm[]>;
  recordAlarm(alarm: RecordedAlarm): Promise<void>;
  /** The newest first. */
  deployments(): Promise<readonly MirroredDeployment[]>;
  /** Adds to what is known of this deployment. */
  mirrorDeployment(deployment: MirroredDeployment): Promise<void>;
}
