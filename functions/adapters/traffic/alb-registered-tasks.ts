import {
  DescribeTargetHealthCommand,
  type ElasticLoadBalancingV2Client,
  type TargetHealthStateEnum,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import { trafficOf } from '#domain/deployment/traffic.ts';
import type { Slot } from '#domain/slots/slot.ts';
import type { RegisteredTasks } from '#ports/traffic/registered-tasks.ts';

/** Those that the load balancer has made up its mind about. */
const asked: ReadonlySet<TargetHealthStateEnum | undefined> = new Set(['healthy', 'unhealthy'] as const);

export class AlbRegisteredTasks implements RegisteredTasks {
  readonly #client: ElasticLoadBalancingV2Client;

  constructor(client: ElasticLoadBalancingV2Client) {
    this.#client = client;
  }

  async addresses(target: ServiceTarget, slot: Slot): Promise<readonly string[]> {
    const { TargetHealthDescriptions = [] } = await this.#client.send(
      new DescribeTargetHealthCommand({ TargetGroupArn: trafficOf(target, 'alb').targetGroups[slot] }),
    );
    return TargetHealthDescriptions.filter(({ TargetHealth }) => asked.has(TargetHealth?.State)).map(
      ({ Target }) => `${Target?.Id}:${Target?.Port}`,
    );
  }
}
