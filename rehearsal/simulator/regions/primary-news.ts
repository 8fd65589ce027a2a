import type { HeardAlarm } from '#domain/failover/alarm-vote.ts';
import type { MirroredDeployment } from '#domain/failover/self-recovery.ts';
import type { PrimaryNews } from '#ports/primary-news.ts';

/** What the standby remembers of what the primary told it. */
export class SimulatedPrimaryNews implements PrimaryNews {
  readonly #alarms = new Map<string, HeardAlarm>();
  readonly #deployments = new Map<string, MirroredDeployment>();

  async alarms(): Promise<readonly HeardAlarm[]> {
    return [...this.#alarms.values()];
  }

  async hearAlarm(alarm: HeardAlarm): Promise<void> {
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
