import type { RecordedAlarm } from '#domain/failover/alarm-vote.ts';
import type { MirroredDeployment } from '#domain/failover/self-recovery.ts';
import type { PrimaryState } from '#ports/regions/primary-state.ts';

/** What the standby remembers of the primary's events. */
export class SimulatedPrimaryState implements PrimaryState {
  readonly #alarms = new Map<string, RecordedAlarm>();
  readonly #deployments = new Map<string, MirroredDeployment>();

  async alarms(): Promise<readonly RecordedAlarm[]> {
    return [...this.#alarms.values()];
  }

  async recordAlarm(alarm: RecordedAlarm): Promise<void> {
    this.#alarms.set(alarm.name, alarm);
  }

  async deployments(): Promise<readonly MirroredDeployment[]> {
    return [...this.#deployments.values()].toSorted((a, b) => b.deploymentId.localeCompare(a.deploymentId));
  }

  async mirrorDeployment(deployment: MirroredDeployment): Promise<void> {
    const { deploymentId } = deployment;
    this.#deployments.set(deploymentId, { ...this.#deployments.get(deploymentId), ...deployment });
  }
}
