import { DescribeServicesCommand, type ECSClient, type Service, TagResourceCommand } from '@aws-sdk/client-ecs';
import type { SlotHealth } from '#domain/rollback/safe-slot.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import { trafficOf } from '#domain/deployment/traffic.ts';
import type { Slot } from '#domain/slots/slot.ts';
import type { Weights } from '#domain/slots/weights.ts';
import type { TrafficRouter } from '#ports/traffic/traffic-router.ts';

/** What the ECS service of blue wears. One mark for both slots, so that it can never be half written. */
export const workerMark = 'sluice:weight-of-blue';

/** A queue has no weights: every task that runs takes from it. A tag only marks which slot is live. */
export class EcsWorkerRouter implements TrafficRouter {
  readonly #client: ECSClient;

  constructor(client: ECSClient) {
    this.#client = client;
  }

  async weights(target: ServiceTarget): Promise<Weights> {
    const { tags = [] } = await this.#find(target, 'blue');
    const blue = Number(tags.find(({ key }) => key === workerMark)?.value);
    if (!Number.isInteger(blue)) throw new Error(`${target.slots.blue.ecsService} has lost its mark ${workerMark}.`);
    return { blue, green: 100 - blue };
  }

  async setWeights(target: ServiceTarget, { blue }: Weights): Promise<void> {
    const tags = [{ key: workerMark, value: String(blue) }];
    const { taggedService: resourceArn } = trafficOf(target, 'worker');
    await this.#client.send(new TagResourceCommand({ resourceArn, tags }));
  }

  /** ECS replaces an unhealthy task, so a running task counts as healthy. */
  async health(target: ServiceTarget, slot: Slot): Promise<SlotHealth> {
    return { healthyTargets: (await this.#find(target, slot)).runningCount ?? 0 };
  }

  /** A worker receives no requests. */
  addresses(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  async #find({ cluster, slots }: ServiceTarget, slot: Slot): Promise<Service> {
    const { ecsService } = slots[slot];
    const { services = [] } = await this.#client.send(
      new DescribeServicesCommand({ cluster, services: [ecsService], include: ['TAGS'] }),
    );
    if (services[0] === undefined) throw new Error(`The ECS service ${ecsService} is not in the cluster ${cluster}.`);
    return services[0];
  }
}
