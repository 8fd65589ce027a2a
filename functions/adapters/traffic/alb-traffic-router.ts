import {
  DescribeRulesCommand,
  DescribeTargetHealthCommand,
  type ElasticLoadBalancingV2Client,
  ModifyRuleCommand,
  type TargetGroupStickinessConfig,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { SlotHealth } from '#domain/rollback/safe-slot.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import { type AlbTraffic, trafficOf } from '#domain/deployment/traffic.ts';
import { slots, type Slot } from '#domain/slots/slot.ts';
import type { Weights } from '#domain/slots/weights.ts';
import type { TrafficRouter } from '#ports/traffic/traffic-router.ts';
import { conditionsOf } from './alb-slot-rule.ts';

/**
 * Only while both slots have a share. With all traffic on one slot no user may stay on the other: a rollback reaches
 * every user at once, and no task is stopped under a user who would have returned to it.
 */
function stickiness({ stickySeconds }: AlbTraffic, weights: Weights): TargetGroupStickinessConfig {
  const isSplit = slots.every((slot) => weights[slot] > 0);
  return stickySeconds !== undefined && isSplit
    ? { Enabled: true, DurationSeconds: stickySeconds }
    : { Enabled: false };
}

/** Weights on the two target groups of one listener rule. */
export class AlbTrafficRouter implements TrafficRouter {
  readonly #client: ElasticLoadBalancingV2Client;

  constructor(client: ElasticLoadBalancingV2Client) {
    this.#client = client;
  }

  async weights(target: ServiceTarget): Promise<Weights> {
    const { listenerRule, targetGroups } = trafficOf(target, 'alb');
    const { Rules = [] } = await this.#client.send(new DescribeRulesCommand({ RuleArns: [listenerRule] }));
    const groups = Rules[0]?.Actions?.[0]?.ForwardConfig?.TargetGroups ?? [];
    const weightOf = (slot: Slot) =>
      groups.find(({ TargetGroupArn }) => TargetGroupArn === targetGroups[slot])?.Weight ?? 0;
    return { blue: weightOf('blue'), green: weightOf('green') };
  }

  async setWeights(target: ServiceTarget, weights: Weights): Promise<void> {
    const traffic = trafficOf(target, 'alb');
    // The idle group stays in the rule at weight 0: a group outside every rule is not health-checked.
    const TargetGroups = slots.map((slot) => ({
      TargetGroupArn: traffic.targetGroups[slot],
      Weight: weights[slot],
    }));
    await this.#client.send(
      new ModifyRuleCommand({
        RuleArn: traffic.listenerRule,
        ...(traffic.route && { Conditions: conditionsOf(traffic.route) }),
        Actions: [
          {
            Type: 'forward',
            ForwardConfig: { TargetGroups, TargetGroupStickinessConfig: stickiness(traffic, weights) },
          },
        ],
      }),
    );
  }

  async health(target: ServiceTarget, slot: Slot): Promise<SlotHealth> {
    return { healthyTargets: (await this.addresses(target, slot)).length };
  }

  async addresses(target: ServiceTarget, slot: Slot): Promise<readonly string[]> {
    const { TargetHealthDescriptions = [] } = await this.#client.send(
      new DescribeTargetHealthCommand({ TargetGroupArn: trafficOf(target, 'alb').targetGroups[slot] }),
    );
    const healthy = TargetHealthDescriptions.filter(({ TargetHealth }) => TargetHealth?.State === 'healthy');
    return healthy.map(({ Target }) => `${Target?.Id}:${Target?.Port}`);
  }
}
