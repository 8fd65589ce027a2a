import { CfnOutput, Duration } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Construct } from 'constructs';
import { vcpusOnDemand } from '#config/resolve/fargate-sizes.ts';
import { EnvironmentStack, type EnvironmentStackProps } from '#constructs/environment-stack.ts';
import { CatalogueEntry } from '#constructs/slots/catalogue-entry.ts';
import { ecsServiceIn, nameIn, shortened } from '#constructs/names.ts';
import { ImageBuild } from '#constructs/images/image-build.ts';
import type { Topics } from '#constructs/notifications/notification-topics.ts';
import { ServiceSlots } from '#constructs/slots/service-slots.ts';
import { ServiceTemplate } from '#constructs/slots/service-template.ts';
import { alarmsOfFitness, SlotAlarms } from '#constructs/slots/slot-alarms.ts';
import { type SlotMetrics, slotMetrics } from '#constructs/slots/slot-metrics.ts';
import { SlotScaling } from '#constructs/slots/slot-scaling.ts';
import type { RouteRule, ServiceSpecification } from '#wire/service-specification.ts';
import type { ScanPolicy } from '#domain/images/scan-gate.ts';
import type { Slot } from '#domain/slots/slot.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { AlbTraffic } from '#domain/deployment/traffic.ts';
import type { AlbShape } from '#domain/slots/slots-shape.ts';
import type { NetworkStack } from './network-stack.ts';

export interface ServiceStackProps extends EnvironmentStackProps {
  readonly service: ServiceSpecification;
  readonly network: NetworkStack;
  readonly topics: Topics;
  /** Knows what is under way. */
  readonly ledger: dynamodb.ITable;
  /** Whether users are expected at any hour. */
  readonly alwaysUsed: boolean;
  /** Whether the number of tasks follows the load. */
  readonly scales: boolean;
  readonly scan: ScanPolicy;
  readonly approvalRequired: boolean;
  /** Where releases have to be able to run when this region fails. */
  readonly standbyRegion?: string;
}

/** Everything that does not change with a release: template, target groups, and the slots' shape. */
export class ServiceStack extends EnvironmentStack {
  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, props);
    const { environmentName, service, network } = props;
    const scales = props.scales && service.tasks.min < service.tasks.max;
    const template = new ServiceTemplate(this, 'Template', { environmentName, service });
    const targetGroups = { blue: this.#targetGroup('blue', props), green: this.#targetGroup('green', props) };
    const targetGroupArns = perSlot((slot) => targetGroups[slot].targetGroupArn);
    const slots = perSlot((slot) => ({ ecsService: ecsServiceIn(this, environmentName, `${service.name}-${slot}`) }));
    const cluster = network.cluster.clusterName;
    const subnets = network.vpc.privateSubnets.map(({ subnetId }) => subnetId);
    const { securityGroupId } = this.#securityGroup(props);
    const serviceSlots = new ServiceSlots(this, 'Slots', {
      environmentName,
      taskRoles: template.roles,
      shape: {
        service: service.name,
        cluster,
        traffic: this.#shapeOfTraffic(props, targetGroupArns),
        slots,
        template: template.definition.taskDefinitionArn,
        container: template.containerName,
        subnets,
        securityGroup: securityGroupId,
        spot: service.spot,
        startSeconds: service.startSeconds,
        ...(scales && { most: service.tasks.max }),
      },
    });
    const metrics = this.#metrics(props, targetGroups);
    this.#watch(props, metrics);
    if (scales) this.#scale(props, metrics, serviceSlots);
    new CatalogueEntry(this, 'CatalogueEntry', {
      service: service.name,
      environment: environmentName,
      region: this.region,
      cluster,
      traffic: this.#traffic(service, serviceSlots, targetGroupArns),
      slots: perSlot((slot) => ({ ...slots[slot], alarms: alarmsOfFitness(environmentName, service.name, slot) })),
      templateFamily: template.family,
      container: template.containerName,
      repository: service.image.repository,
      ...this.#build(props),
      network: { subnets, securityGroups: [securityGroupId, network.inside.securityGroupId] },
      ...termsOf(props),
      tasks: { ...service.tasks, vcpus: vcpusOnDemand(service) },
      health: service.health,
      ...(service.migration && { migration: service.migration }),
      hooks: service.hooks,
      strategy: service.strategy,
    });
    serviceSlots.askBeforeRemoval(this, props.ledger);
  }

  #shapeOfTraffic({ service, network }: ServiceStackProps, targetGroups: Record<Slot, string>): AlbShape {
    return {
      kind: 'alb',
      listener: network.listener.listenerArn,
      route: service.route,
      targetGroups,
      port: service.port,
      ...(this.adopted.listener && { quiet: 'until-deployed' }),
    };
  }

  #traffic(
    { route, stickySeconds }: ServiceSpecification,
    { weightHolder }: ServiceSlots,
    targetGroups: Record<Slot, string>,
  ): AlbTraffic {
    return {
      kind: 'alb',
      listenerRule: weightHolder,
      ...(this.adopted.listener && { route: conditionsOnly(route) }),
      targetGroups,
      ...(stickySeconds !== undefined && { stickySeconds }),
    };
  }

  #metrics(
    { environmentName, service: { name }, network }: ServiceStackProps,
    targetGroups: Readonly<Record<Slot, elb.ApplicationTargetGroup>>,
  ): MetricsOfSlots {
    const of = { loadBalancer: network.loadBalancerFullName, cluster: network.cluster.clusterName, environmentName };
    return perSlot((slot) =>
      slotMetrics({
        ...of,
        service: name,
        slot,
        ecsService: ecsServiceIn(this, environmentName, `${name}-${slot}`),
        targetGroup: targetGroups[slot],
      }),
    );
  }

  #watch({ environmentName, service, alwaysUsed, topics }: ServiceStackProps, metrics: MetricsOfSlots): void {
    const { name, tasks, health, startSeconds } = service;
    const { minimumScore } = health;
    const of = { environmentName, service: name, metrics, tasks, minimumScore, startSeconds, alwaysUsed, topics };
    new SlotAlarms(this, 'Alarms', of);
  }

  #scale(
    { environmentName, service: { name, tasks, scaling }, network }: ServiceStackProps,
    metrics: MetricsOfSlots,
    serviceSlots: ServiceSlots,
  ): void {
    for (const [slot, other] of [
      ['blue', 'green'],
      ['green', 'blue'],
    ] as const) {
      const ofSlot = new SlotScaling(this, `Scaling-${slot}`, {
        environmentName,
        service: name,
        slot,
        cluster: network.cluster.clusterName,
        ecsService: ecsServiceIn(this, environmentName, `${name}-${slot}`),
        tasks,
        scaling,
        metrics: metrics[slot],
        other: metrics[other],
      });
      // There is nothing to scale before.
      ofSlot.node.addDependency(serviceSlots.resource);
    }
  }

  #build({ environmentName, service }: ServiceStackProps): Pick<ServiceTarget, 'buildProject'> {
    const { repository, build } = service.image;
    if (build === undefined) return {};
    const { projectName } = new ImageBuild(this, 'Build', {
      environmentName,
      service: service.name,
      repository,
      build,
      architecture: service.container.architecture,
    });
    return { buildProject: projectName };
  }

  #targetGroup(slot: Slot, { environmentName, service, network }: ServiceStackProps): elb.ApplicationTargetGroup {
    return new elb.ApplicationTargetGroup(this, `TargetGroup-${slot}`, {
      targetGroupName: targetGroupName(service.name, environmentName, slot),
      vpc: network.vpc,
      targetType: elb.TargetType.IP,
      protocol: elb.ApplicationProtocol.HTTP,
      loadBalancingAlgorithmType: algorithms[service.balancing],
      // Only a default: each task brings its own port, and a change here would replace the group under its traffic.
      port: 80,
      deregistrationDelay: Duration.seconds(service.drainSeconds),
      ...(service.slowStartSeconds !== undefined && { slowStart: Duration.seconds(service.slowStartSeconds) }),
      healthCheck: {
        path: service.health.endpoints[0],
        interval: Duration.seconds(10),
        timeout: Duration.seconds(service.health.timeoutSeconds),
        healthyThresholdCount: 2,
        unhealthyThresholdCount: service.health.tries,
      },
    });
  }

  #securityGroup({ environmentName, service, network }: ServiceStackProps): ec2.SecurityGroup {
    const group = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc: network.vpc,
      description: `Tasks of ${service.name}: from the load balancer and from Sluice only`,
    });
    group.connections.allowFrom(network.loadBalancer, ec2.Port.tcp(service.port), 'Requests and health checks');
    group.connections.allowFrom(
      network.inside,
      ec2.Port.tcp(service.port),
      'Verification of a version without traffic',
    );
    // For what the service may reach: a database, for example, lets its tasks in by this name.
    new CfnOutput(this, 'TasksSecurityGroup', {
      value: group.securityGroupId,
      exportName: nameIn(environmentName, `${service.name}-tasks-security-group`),
    });
    return group;
  }
}

const perSlot = <T>(make: (slot: Slot) => T): Record<Slot, T> => ({ blue: make('blue'), green: make('green') });

type MetricsOfSlots = Readonly<Record<Slot, SlotMetrics>>;

const conditionsOnly = ({ path, host }: RouteRule) => ({ ...(path && { path }), ...(host && { host }) });

const algorithms = {
  'round-robin': elb.TargetGroupLoadBalancingAlgorithmType.ROUND_ROBIN,
  'least-outstanding-requests': elb.TargetGroupLoadBalancingAlgorithmType.LEAST_OUTSTANDING_REQUESTS,
} as const;

/** At most 32 characters: the load balancer's limit. */
const targetGroupName = (service: string, environment: string, slot: string): string =>
  `${shortened(nameIn(environment, service), 32 - slot.length - 1)}-${slot}`;

/** What has to be true of a release before it may begin. */
const termsOf = ({ scan, approvalRequired, standbyRegion }: ServiceStackProps) => ({
  scan,
  approvalRequired,
  ...(standbyRegion && { standbyRegion }),
});
