import { DescribeServicesCommand, DescribeTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import {
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTargetHealthCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import { trafficOf } from '#domain/deployment/traffic.ts';
import type { Wait } from '#domain/ledger/wait.ts';
import type { Slot } from '#domain/slots/slot.ts';
import type { Weights } from '#domain/slots/weights.ts';
import type { Decision } from '#domain/ledger/decision.ts';
import { ServiceTargetSchema } from '#wire/service-target.ts';
import type { Clients } from './cloud/clients.ts';
import type { LedgerEntry, SlotObservation } from './promises/observation.ts';

/** Reads the state of the account without the product's adapters, so that a fault in them cannot hide. */
export class World {
  readonly target: ServiceTarget;
  readonly #clients: Clients;
  readonly #labels: (image: string) => string | undefined;

  private constructor(target: ServiceTarget, clients: Clients, labels: (image: string) => string | undefined) {
    this.target = target;
    this.#clients = clients;
    this.#labels = labels;
  }

  static async of(
    service: { environment: string; name: string },
    clients: Clients,
    labels: (image: string) => string | undefined,
  ): Promise<World> {
    const Name = `/sluice/${service.environment}/services/${service.name}`;
    const { Parameter } = await clients.parameters.send(new GetParameterCommand({ Name }));
    return new World(ServiceTargetSchema.parse(JSON.parse(Parameter?.Value ?? 'null')), clients, labels);
  }

  /** The name that users reach the service by. The standby's load balancer is called the same, but has another address. */
  async host(): Promise<string> {
    const Names = [`sluice-${this.target.environment}`];
    const { LoadBalancers } = await this.#clients.loadBalancing.send(new DescribeLoadBalancersCommand({ Names }));
    return LoadBalancers?.[0]?.DNSName ?? '';
  }

  async weights(): Promise<Weights> {
    const { Rules } = await this.#clients.loadBalancing.send(
      new DescribeRulesCommand({ RuleArns: [trafficOf(this.target, 'alb').listenerRule] }),
    );
    const groups = Rules?.[0]?.Actions?.[0]?.ForwardConfig?.TargetGroups ?? [];
    const of = (slot: Slot) =>
      groups.find(({ TargetGroupArn }) => TargetGroupArn === trafficOf(this.target, 'alb').targetGroups[slot])
        ?.Weight ?? 0;
    return { blue: of('blue'), green: of('green') };
  }

  async slots(): Promise<Record<Slot, SlotObservation>> {
    const [blue, green] = await Promise.all([this.#slot('blue'), this.#slot('green')]);
    return { blue, green };
  }

  async #slot(slot: Slot): Promise<SlotObservation> {
    const { ecsService } = this.target.slots[slot];
    const targetGroup = trafficOf(this.target, 'alb').targetGroups[slot];
    const [{ services = [] }, { TargetHealthDescriptions = [] }] = await Promise.all([
      this.#clients.containers.send(
        new DescribeServicesCommand({ cluster: this.target.cluster, services: [ecsService] }),
      ),
      this.#clients.loadBalancing.send(new DescribeTargetHealthCommand({ TargetGroupArn: targetGroup })),
    ]);
    const service = services[0];
    const version = this.#labels(await this.#imageOf(service?.taskDefinition ?? ''));
    return {
      desired: service?.desiredCount ?? 0,
      running: service?.runningCount ?? 0,
      healthyTargets: TargetHealthDescriptions.filter(({ TargetHealth }) => TargetHealth?.State === 'healthy').length,
      ...(version === undefined ? {} : { version }),
    };
  }

  readonly #images = new Map<string, string>();

  /** A revision never changes, so each is read once. */
  async #imageOf(revision: string): Promise<string> {
    const known = this.#images.get(revision);
    if (known !== undefined) return known;
    const { taskDefinition } = await this.#clients.containers.send(
      new DescribeTaskDefinitionCommand({ taskDefinition: revision }),
    );
    const image = taskDefinition?.containerDefinitions?.[0]?.image ?? '';
    this.#images.set(revision, image);
    return image;
  }

  async lockOwner(): Promise<string | undefined> {
    const owner = (await this.#item('lock'))?.['owner'] as string | undefined;
    return owner === '-' ? undefined : owner;
  }

  /** What an execution waits for now: a bake, or a person's answer. */
  async waitsFor(): Promise<Wait | undefined> {
    return (await this.#item('wait'))?.['wait'] as Wait | undefined;
  }

  async recordedState(): Promise<{ live: Slot; release: { image: { label: string } } } | undefined> {
    return (await this.#item('state'))?.['state'] as Awaited<ReturnType<World['recordedState']>>;
  }

  async entries(): Promise<LedgerEntry[]> {
    const { Items = [] } = await this.#clients.tables.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': `service#${this.target.service}`, ':sk': 'deployment#' },
      }),
    );
    return Items.map(({ sk, outcome }) => ({
      deploymentId: String(sk).slice('deployment#'.length),
      ...(outcome as Omit<LedgerEntry, 'deploymentId'> | undefined),
    }));
  }

  /** Of all deployments, in the order of time. */
  async decisions(): Promise<Decision[]> {
    const { Items = [] } = await this.#clients.tables.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': `service#${this.target.service}`, ':sk': 'decision#' },
      }),
    );
    return Items.map(({ decision }) => decision as Decision);
  }

  get #table(): string {
    return `sluice-${this.target.environment}-ledger`;
  }

  async #item(sk: string): Promise<Record<string, unknown> | undefined> {
    const { Item } = await this.#clients.tables.send(
      new GetCommand({ TableName: this.#table, Key: { pk: `service#${this.target.service}`, sk } }),
    );
    return Item;
  }
}
