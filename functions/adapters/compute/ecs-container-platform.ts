import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  type DescribeTaskDefinitionCommandOutput,
  type Deployment,
  type ECSClient,
  type RegisterTaskDefinitionCommandInput,
  RegisterTaskDefinitionCommand,
  type Service,
  UpdateServiceCommand,
  type UpdateServiceCommandInput,
} from '@aws-sdk/client-ecs';
import type { Image } from '#domain/images/release.ts';
import { type SlotStatus, troubleIn, type Wanted } from '#domain/slots/rollout.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { Slot } from '#domain/slots/slot.ts';
import type { ContainerPlatform } from '#ports/compute/container-platform.ts';

/** Says which template a release was made of, and that Sluice made it. */
export const templateTag = 'sluice:template';

export const releaseFamily = ({ templateFamily }: ServiceTarget): string => `${templateFamily}-release`;

export class EcsContainerPlatform implements ContainerPlatform {
  readonly #client: ECSClient;

  constructor(client: ECSClient) {
    this.#client = client;
  }

  async status(target: ServiceTarget, slot: Slot): Promise<SlotStatus> {
    const { ecsService } = target.slots[slot];
    const { services = [] } = await this.#client.send(
      new DescribeServicesCommand({ cluster: target.cluster, services: [ecsService] }),
    );
    const service = services[0];
    if (service === undefined)
      throw new Error(`The ECS service ${ecsService} is not in the cluster ${target.cluster}.`);
    return statusOf(service);
  }

  run(target: ServiceTarget, slot: Slot, { taskDefinition, tasks }: Wanted): Promise<void> {
    return this.#update(target, slot, { taskDefinition, desiredCount: tasks });
  }

  /** Without a task definition: ECS asks for `iam:PassRole` on its roles where one is named, even the one that runs. */
  scale(target: ServiceTarget, slot: Slot, tasks: number): Promise<void> {
    return this.#update(target, slot, { desiredCount: tasks });
  }

  async register(target: ServiceTarget, image: Image): Promise<string> {
    const template = await this.#client.send(
      new DescribeTaskDefinitionCommand({ taskDefinition: target.templateFamily, include: ['TAGS'] }),
    );
    const registered = await this.#client.send(new RegisterTaskDefinitionCommand(releaseOf(template, target, image)));
    return registered.taskDefinition?.taskDefinitionArn ?? '';
  }

  async #update(
    { cluster, slots }: ServiceTarget,
    slot: Slot,
    changes: Pick<UpdateServiceCommandInput, 'taskDefinition' | 'desiredCount'>,
  ): Promise<void> {
    await this.#client.send(new UpdateServiceCommand({ cluster, service: slots[slot].ecsService, ...changes }));
  }
}

/** The template with the image of the release in place of its placeholder, in a family of its own. */
function releaseOf(
  { taskDefinition: template, tags = [] }: DescribeTaskDefinitionCommandOutput,
  target: ServiceTarget,
  image: Image,
): RegisterTaskDefinitionCommandInput {
  if (template === undefined) throw new Error(`There is no task definition ${target.templateFamily}.`);
  const {
    taskDefinitionArn,
    revision,
    status,
    requiresAttributes,
    compatibilities,
    registeredAt,
    registeredBy,
    ...shape
  } = template;
  return {
    ...shape,
    family: releaseFamily(target),
    containerDefinitions: (shape.containerDefinitions ?? []).map((container) =>
      container.name === target.container ? { ...container, image: image.uri } : container,
    ),
    tags: [...tags, { key: templateTag, value: `${target.templateFamily}:${revision}` }],
  };
}

function statusOf(service: Service): SlotStatus {
  const { taskDefinition = '', desiredCount = 0, runningCount = 0, events = [] } = service;
  const { failedTasks = 0, rolloutState, rolloutStateReason, createdAt: begun } = primaryOf(service);
  const since = events.filter(({ createdAt }) => begun === undefined || createdAt === undefined || createdAt >= begun);
  const trouble = troubleIn(since.map(({ message = '' }) => message));
  return {
    taskDefinition,
    desired: desiredCount,
    running: runningCount,
    failed: failedTasks,
    rollout: rolloutOf(rolloutState),
    reason: rolloutStateReason ?? events[0]?.message ?? '',
    ...(trouble === undefined ? {} : { trouble }),
  };
}

const primaryOf = ({ deployments = [] }: Service): Deployment =>
  deployments.find(({ status }) => status === 'PRIMARY') ?? {};

function rolloutOf(state: string | undefined): SlotStatus['rollout'] {
  if (state === 'FAILED') return 'failed';
  return state === 'COMPLETED' ? 'completed' : 'in-progress';
}
