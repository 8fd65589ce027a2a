import {
  type CreateServiceCommandInput,
  CreateServiceCommand,
  DeleteServiceCommand,
  DescribeServicesCommand,
  type ECSClient,
  type NetworkConfiguration,
  ServiceNotFoundException,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { slots, type Slot } from '#domain/slot.ts';
import type { SlotsShape } from '#domain/slots-shape.ts';
import type { SlotOwner } from '#ports/slot-owner.ts';
import { AlbSlotRule } from './alb-slot-rule.ts';

export class EcsAlbSlotOwner implements SlotOwner {
  readonly #ecs: ECSClient;
  readonly #rule: AlbSlotRule;

  constructor(ecs: ECSClient, loadBalancing: ElasticLoadBalancingV2Client) {
    this.#ecs = ecs;
    this.#rule = new AlbSlotRule(loadBalancing);
  }

  /** The rule comes first: ECS refuses a target group that no load balancer uses. */
  async ensure(shape: SlotsShape): Promise<{ readonly listenerRule: string }> {
    const listenerRule = await this.#rule.ensure(shape);
    for (const slot of slots) {
      if (await this.#exists(shape, slot)) {
        const { cluster } = shape;
        const service = shape.slots[slot].ecsService;
        await this.#ecs.send(new UpdateServiceCommand({ cluster, service, networkConfiguration: networkOf(shape) }));
      } else {
        await this.#ecs.send(new CreateServiceCommand(emptySlot(shape, slot)));
      }
    }
    return { listenerRule };
  }

  async remove(shape: SlotsShape): Promise<void> {
    await this.#rule.remove(shape);
    for (const slot of slots) {
      const { ecsService } = shape.slots[slot];
      try {
        await this.#ecs.send(new DeleteServiceCommand({ cluster: shape.cluster, service: ecsService, force: true }));
      } catch (error) {
        if (!(error instanceof ServiceNotFoundException)) throw error;
      }
    }
  }

  async isGone(shape: SlotsShape): Promise<boolean> {
    const { services = [] } = await this.#ecs.send(
      new DescribeServicesCommand({
        cluster: shape.cluster,
        services: slots.map((slot) => shape.slots[slot].ecsService),
      }),
    );
    return services.every(({ status }) => status === 'INACTIVE');
  }

  async #exists(shape: SlotsShape, slot: Slot): Promise<boolean> {
    const { services = [] } = await this.#ecs.send(
      new DescribeServicesCommand({ cluster: shape.cluster, services: [shape.slots[slot].ecsService] }),
    );
    return services.some(({ status }) => status === 'ACTIVE');
  }
}

const networkOf = (shape: SlotsShape): NetworkConfiguration => ({
  awsvpcConfiguration: {
    subnets: [...shape.subnets],
    securityGroups: [shape.securityGroup],
    assignPublicIp: 'DISABLED',
  },
});

/** No task runs until the first deployment. */
const emptySlot = (shape: SlotsShape, slot: Slot): CreateServiceCommandInput => ({
  cluster: shape.cluster,
  serviceName: shape.slots[slot].ecsService,
  taskDefinition: shape.template,
  desiredCount: 0,
  launchType: 'FARGATE',
  networkConfiguration: networkOf(shape),
  loadBalancers: [
    { targetGroupArn: shape.slots[slot].targetGroup, containerName: shape.container, containerPort: shape.port },
  ],
  // The breaker stops a crash loop; undoing it is the machine's work, so ECS does not roll back by itself.
  deploymentConfiguration: {
    deploymentCircuitBreaker: { enable: true, rollback: false },
    minimumHealthyPercent: 100,
    maximumPercent: 200,
  },
  enableECSManagedTags: true,
  propagateTags: 'SERVICE',
});
