import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { vcpusOnDemand } from '#config/resolve/fargate-sizes.ts';
import { queueVariable } from '#config/rules/rules-of-workers.ts';
import type { WorkerSpecification } from '#config/sluice-config.ts';
import { EnvironmentStack, type EnvironmentStackProps } from '#constructs/environment-stack.ts';
import { CatalogueEntry } from '#constructs/slots/catalogue-entry.ts';
import { ImageBuild } from '#constructs/images/image-build.ts';
import { ecsServiceIn } from '#constructs/names.ts';
import type { Topics } from '#constructs/notifications/notification-topics.ts';
import { ServiceSlots } from '#constructs/slots/service-slots.ts';
import { ServiceTemplate } from '#constructs/slots/service-template.ts';
import { alarmsOfFitWorker, WorkerAlarms } from '#constructs/worker/worker-alarms.ts';
import { queueMetrics, taskMetrics } from '#constructs/worker/worker-metrics.ts';
import { WorkerQueue } from '#constructs/worker/worker-queue.ts';
import { WorkerScaling } from '#constructs/worker/worker-scaling.ts';
import type { ScanPolicy } from '#domain/images/scan-gate.ts';
import { otherSlot, type Slot, slots } from '#domain/slots/slot.ts';
import type { NetworkStack } from './network-stack.ts';

export interface WorkerStackProps extends EnvironmentStackProps {
  readonly worker: WorkerSpecification;
  readonly network: NetworkStack;
  readonly topics: Topics;
  readonly ledger: dynamodb.ITable;
  /** Whether the number of tasks follows the queue. */
  readonly scales: boolean;
  readonly scan: ScanPolicy;
  readonly approvalRequired: boolean;
  readonly standbyRegion?: string;
}

/** What Fargate grants at most after a task was told to stop; what is not done by then is given to another task. */
const stopSeconds = 120;

/** Everything of a worker that does not change with a release: template, queue, and the slots' shape. */
export class WorkerStack extends EnvironmentStack {
  readonly #props: WorkerStackProps;

  constructor(scope: Construct, id: string, props: WorkerStackProps) {
    super(scope, id, props);
    this.#props = props;
    const { environmentName, worker } = props;
    const queue = new WorkerQueue(this, 'Queue', { environmentName, worker });
    const template = new ServiceTemplate(this, 'Template', {
      environmentName,
      service: {
        ...worker,
        startSeconds: 0,
        stopSeconds,
        environment: { ...worker.environment, [queueVariable]: queue.queue.queueUrl },
      },
    });
    queue.mayBeWorkedOffBy(template.taskRole);
    const serviceSlots = this.#slots(template);
    this.#watch(queue);
    if (this.#scales) this.#scale(queue, serviceSlots);
    this.#catalogue(template, serviceSlots, queue.queue.queueName);
    serviceSlots.askBeforeRemoval(this, props.ledger);
  }

  get #scales(): boolean {
    const { scales, worker } = this.#props;
    return scales && worker.tasks.min < worker.tasks.max;
  }

  #ecsService(slot: Slot): string {
    const { environmentName, worker } = this.#props;
    return ecsServiceIn(this, environmentName, `${worker.name}-${slot}`);
  }

  get #subnets(): string[] {
    return this.#props.network.vpc.privateSubnets.map(({ subnetId }) => subnetId);
  }

  #slots(template: ServiceTemplate): ServiceSlots {
    const { environmentName, worker, network } = this.#props;
    const { securityGroupId } = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc: network.vpc,
      description: `Tasks of ${worker.name}: no inbound traffic`,
    });
    return new ServiceSlots(this, 'Slots', {
      environmentName,
      taskRoles: template.roles,
      shape: {
        service: worker.name,
        cluster: network.cluster.clusterName,
        traffic: { kind: 'worker' },
        slots: { blue: { ecsService: this.#ecsService('blue') }, green: { ecsService: this.#ecsService('green') } },
        template: template.definition.taskDefinitionArn,
        container: template.containerName,
        subnets: this.#subnets,
        securityGroup: securityGroupId,
        spot: worker.spot,
        startSeconds: 0,
        ...(this.#scales && { most: worker.tasks.max }),
      },
    });
  }

  #tasksOf(slot: Slot) {
    return taskMetrics(this.#props.network.cluster.clusterName, this.#ecsService(slot));
  }

  #watch({ queue, failed }: WorkerQueue): void {
    const { environmentName, worker, topics } = this.#props;
    new WorkerAlarms(this, 'Alarms', {
      environmentName,
      worker: worker.name,
      limitSeconds: worker.limitSeconds,
      queue: queueMetrics(queue.queueName),
      ...(failed && { failed: failed.queueName }),
      tasks: { blue: this.#tasksOf('blue'), green: this.#tasksOf('green') },
      topics,
    });
  }

  #scale({ queue }: WorkerQueue, { resource }: ServiceSlots): void {
    const { environmentName, worker, network } = this.#props;
    for (const slot of slots) {
      const scaling = new WorkerScaling(this, `Scaling-${slot}`, {
        environmentName,
        service: worker.name,
        slot,
        cluster: network.cluster.clusterName,
        ecsService: this.#ecsService(slot),
        tasks: worker.tasks,
        messagesPerTask: worker.messagesPerTask,
        queue: queueMetrics(queue.queueName),
        own: this.#tasksOf(slot),
        other: this.#tasksOf(otherSlot(slot)),
      });
      // There is nothing to scale before.
      scaling.node.addDependency(resource);
    }
  }

  #catalogue(template: ServiceTemplate, { weightHolder }: ServiceSlots, queue: string): void {
    const { environmentName, worker, network, scan, approvalRequired, standbyRegion } = this.#props;
    const slot = (name: Slot) => ({
      ecsService: this.#ecsService(name),
      alarms: alarmsOfFitWorker(environmentName, worker.name, name),
    });
    const { repository, build } = worker.image;
    new CatalogueEntry(this, 'CatalogueEntry', {
      service: worker.name,
      environment: environmentName,
      region: this.region,
      cluster: network.cluster.clusterName,
      traffic: { kind: 'worker', queue, taggedService: weightHolder },
      slots: { blue: slot('blue'), green: slot('green') },
      templateFamily: template.family,
      container: template.containerName,
      repository,
      ...(build && {
        buildProject: new ImageBuild(this, 'Build', {
          environmentName,
          service: worker.name,
          repository,
          build,
          architecture: worker.container.architecture,
        }).projectName,
      }),
      network: { subnets: this.#subnets, securityGroups: [network.inside.securityGroupId] },
      scan,
      approvalRequired,
      ...(standbyRegion && { standbyRegion }),
      tasks: { ...worker.tasks, vcpus: vcpusOnDemand(worker) },
      health: neverAsked,
      hooks: {},
      strategy: { name: 'both-work', steps: [{ weight: 100, bakeSeconds: worker.bakeSeconds }] },
    });
  }
}

/** A worker has no endpoints. */
const neverAsked = { endpoints: ['/'], timeoutSeconds: 5, tries: 3, minimumScore: 0.95 } as const;
