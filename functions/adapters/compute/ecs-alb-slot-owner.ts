import {
  type CapacityProviderStrategyItem,
  ClusterNotFoundException,
  type CreateServiceCommandInput,
  CreateServiceCommand,
  DeleteServiceCommand,
  DescribeServicesCommand,
  type ECSClient,
  type NetworkConfiguration,
  type Service,
  ServiceNotFoundException,
  type Tag,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { slots, type Slot } from '#domain/slots/slot.ts';
import {
  type FoundSlot,
  type FoundSlots,
  planSlots,
  refuseToRemove,
  ShapeRefused,
  slotForNewRule,
} from '#domain/slots/slot-change.ts';
import {
  type CapacityShare,
  capacityShares,
  isRouted,
  type RoutedShape,
  type SlotsShape,
} from '#domain/slots/slots-shape.ts';
import type { SlotOwner } from '#ports/compute/slot-owner.ts';
import { AlbSlotRule } from '#adapters/traffic/alb-slot-rule.ts';
import { workerMark } from '#adapters/traffic/ecs-worker-router.ts';

export class EcsAlbSlotOwner implements SlotOwner {
  readonly #ecs: ECSClient;
  readonly #rule: AlbSlotRule;

  constructor(ecs: ECSClient, loadBalancing: ElasticLoadBalancingV2Client) {
    this.#ecs = ecs;
    this.#rule = new AlbSlotRule(loadBalancing);
  }

  async ensure(shape: SlotsShape) {
    const found = await this.#find(shape);
    const changes = planSlots(shape, found);
    // The rule comes first: ECS refuses a target group that no load balancer uses.
    const rule = isRouted(shape) ? await this.#ensureRule(shape, found) : undefined;
    for (const slot of slots) {
      if (changes[slot] === 'create') await this.#create(shape, slot, found);
      if (changes[slot] === 'reshape') await this.#reshape(shape, slot);
      if (changes[slot] === 'adjust') await this.#adjust(shape, slot);
    }
    return {
      weightHolder: rule ?? (await this.#marked(shape)),
      replaced: slots.filter((slot) => changes[slot] === 'reshape'),
    };
  }

  async isReplaced(shape: SlotsShape, replaced: readonly Slot[]): Promise<boolean> {
    const names = replaced.map((slot) => shape.slots[slot].ecsService);
    const services = (await this.#describe(shape)).filter(({ serviceName = '' }) => names.includes(serviceName));
    const rollouts = services.map(({ serviceName, deployments = [] }) => ({
      serviceName,
      ...deployments.find(({ status }) => status === 'PRIMARY'),
    }));
    const failed = rollouts.find(({ rolloutState }) => rolloutState === 'FAILED');
    if (failed !== undefined) {
      throw new ShapeRefused(
        `${shape.service}: the tasks of ${failed.serviceName} cannot be replaced: ${failed.rolloutStateReason}`,
      );
    }
    return rollouts.every(({ rolloutState }) => rolloutState === 'COMPLETED');
  }

  async refuseInUse(shape: SlotsShape): Promise<void> {
    refuseToRemove(shape, await this.#find(shape));
  }

  async remove(shape: SlotsShape): Promise<void> {
    refuseToRemove(shape, await this.#find(shape));
    if (isRouted(shape)) await this.#rule.remove(shape);
    const foreign = (await this.#describe(shape)).filter((service) => isForeign(shape, service));
    for (const slot of slots) {
      const { ecsService: service } = shape.slots[slot];
      if (foreign.some(({ serviceName }) => serviceName === service)) continue;
      try {
        await this.#ecs.send(new DeleteServiceCommand({ cluster: shape.cluster, service, force: true }));
      } catch (error) {
        if (!isNotThere(error)) throw error;
      }
    }
  }

  async isGone(shape: SlotsShape): Promise<boolean> {
    return (await this.#describe(shape)).every((service) => service.status === 'INACTIVE' || isForeign(shape, service));
  }

  #ensureRule(shape: RoutedShape, found: FoundSlots): Promise<string> {
    const isServing = slots.some((slot) => (found[slot]?.tasks ?? 0) > 0);
    return this.#rule.ensure(shape, () => slotForNewRule(shape, found), isServing);
  }

  async #create(shape: SlotsShape, slot: Slot, found: FoundSlots): Promise<void> {
    const marks = isRouted(shape) || slot !== 'blue' ? [] : [markOf(slotForNewRule(shape, found))];
    await this.#ecs.send(new CreateServiceCommand({ ...emptySlot(shape, slot), tags: marks }));
  }

  /** The ECS service that wears the mark of a worker. */
  async #marked(shape: SlotsShape): Promise<string> {
    const blue = (await this.#describe(shape)).find(({ serviceName }) => serviceName === shape.slots.blue.ecsService);
    if (blue?.serviceArn === undefined) throw new Error(`ECS made no service for ${shape.service}.`);
    return blue.serviceArn;
  }

  /** The same version and count on another network or capacity: ECS replaces the tasks without a gap. */
  async #reshape(shape: SlotsShape, slot: Slot): Promise<void> {
    await this.#ecs.send(
      new UpdateServiceCommand({
        cluster: shape.cluster,
        service: shape.slots[slot].ecsService,
        networkConfiguration: networkOf(shape),
        capacityProviderStrategy: strategyOf(shape),
        ...graceOf(shape),
        // ECS wants it said when the capacity changes.
        forceNewDeployment: true,
      }),
    );
  }

  /** Replaces no task. */
  async #adjust({ cluster, slots: of, startSeconds }: SlotsShape, slot: Slot): Promise<void> {
    const { ecsService: service } = of[slot];
    const healthCheckGracePeriodSeconds = startSeconds;
    await this.#ecs.send(new UpdateServiceCommand({ cluster, service, healthCheckGracePeriodSeconds }));
  }

  async #find(shape: SlotsShape): Promise<FoundSlots> {
    const services = await this.#describe(shape);
    const foundIn = (slot: Slot): FoundSlot | undefined => {
      const named = services.find(({ serviceName }) => serviceName === shape.slots[slot].ecsService);
      return named?.status === 'ACTIVE' ? asFound(named) : undefined;
    };
    return { blue: foundIn('blue'), green: foundIn('green') };
  }

  async #describe({ cluster, slots: { blue, green } }: SlotsShape): Promise<readonly Service[]> {
    try {
      const { services = [] } = await this.#ecs.send(
        new DescribeServicesCommand({ cluster, services: [blue.ecsService, green.ecsService] }),
      );
      return services;
    } catch (error) {
      if (error instanceof ClusterNotFoundException) return [];
      throw error;
    }
  }
}

const isNotThere = (error: unknown): boolean =>
  error instanceof ServiceNotFoundException || error instanceof ClusterNotFoundException;

/** Of the same name, but serving others: it was there before, and stays. */
const isForeign = (shape: SlotsShape, { serviceName, status, loadBalancers = [] }: Service): boolean => {
  const slot = slots.find((one) => shape.slots[one].ecsService === serviceName);
  if (!isRouted(shape) || slot === undefined || status !== 'ACTIVE') return false;
  return loadBalancers[0]?.targetGroupArn !== shape.traffic.targetGroups[slot];
};

const asFound = (service: Service): FoundSlot => ({
  tasks: Math.max(service.desiredCount ?? 0, service.runningCount ?? 0),
  ...servedBy(service),
  ...runsOn(service),
  startSeconds: service.healthCheckGracePeriodSeconds ?? 0,
});

function servedBy({ loadBalancers = [] }: Service): Pick<FoundSlot, 'targetGroup' | 'container' | 'port'> {
  const [{ targetGroupArn, containerName, containerPort } = {}] = loadBalancers;
  return { targetGroup: targetGroupArn, container: containerName, port: containerPort };
}

function runsOn({ networkConfiguration, capacityProviderStrategy = [] }: Service) {
  const { subnets = [], securityGroups = [] } = networkConfiguration?.awsvpcConfiguration ?? {};
  return { subnets, securityGroups, capacity: capacityProviderStrategy.map(asShare) };
}

const asShare = ({ capacityProvider, weight = 0, base = 0 }: CapacityProviderStrategyItem): CapacityShare => ({
  provider: capacityProvider === 'FARGATE_SPOT' ? 'FARGATE_SPOT' : 'FARGATE',
  weight,
  base,
});

const strategyOf = ({ spot }: SlotsShape): CapacityProviderStrategyItem[] =>
  capacityShares(spot).map(({ provider, weight, base }) => ({ capacityProvider: provider, weight, base }));

const networkOf = (shape: SlotsShape): NetworkConfiguration => ({
  awsvpcConfiguration: {
    subnets: [...shape.subnets],
    securityGroups: [shape.securityGroup],
    assignPublicIp: 'DISABLED',
  },
});

/** ECS grants it to what a load balancer asks, and takes it for nothing else. */
const graceOf = (shape: SlotsShape): Pick<CreateServiceCommandInput, 'healthCheckGracePeriodSeconds'> =>
  isRouted(shape) ? { healthCheckGracePeriodSeconds: shape.startSeconds } : {};

const markOf = (live: Slot): Tag => ({ key: workerMark, value: live === 'blue' ? '100' : '0' });

/** No task runs until the first deployment. */
const emptySlot = (shape: SlotsShape, slot: Slot): CreateServiceCommandInput => ({
  cluster: shape.cluster,
  serviceName: shape.slots[slot].ecsService,
  taskDefinition: shape.template,
  desiredCount: 0,
  capacityProviderStrategy: strategyOf(shape),
  networkConfiguration: networkOf(shape),
  ...graceOf(shape),
  ...(isRouted(shape) && {
    loadBalancers: [
      {
        targetGroupArn: shape.traffic.targetGroups[slot],
        containerName: shape.container,
        containerPort: shape.traffic.port,
      },
    ],
  }),
  // The breaker stops a crash loop; undoing it is the machine's work, so ECS does not roll back by itself.
  deploymentConfiguration: {
    deploymentCircuitBreaker: { enable: true, rollback: false },
    minimumHealthyPercent: 100,
    maximumPercent: 200,
  },
  enableECSManagedTags: true,
  propagateTags: 'SERVICE',
});
