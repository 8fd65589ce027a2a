import {
  CreateRuleCommand,
  DeleteRuleCommand,
  DescribeRulesCommand,
  type ElasticLoadBalancingV2Client,
  ListenerNotFoundException,
  ModifyRuleCommand,
  type Rule,
  type RuleCondition,
  RuleNotFoundException,
  SetRulePrioritiesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { slots, type Slot } from '#domain/slots/slot.ts';
import type { AlbShape, RoutedShape } from '#domain/slots/slots-shape.ts';

/** The one listener rule of a service, found by the target groups that it forwards to. */
export class AlbSlotRule {
  readonly #client: ElasticLoadBalancingV2Client;

  constructor(client: ElasticLoadBalancingV2Client) {
    this.#client = client;
  }

  async ensure(shape: RoutedShape, liveSlot: () => Slot, isServing: boolean): Promise<string> {
    const found = await this.#find(shape);
    if (found?.RuleArn !== undefined) return this.#reshape(found.RuleArn, found, shape);
    const conditions =
      shape.traffic.quiet !== undefined && !isServing ? matchNothing : conditionsOf(shape.traffic.route);
    return this.#create(shape, liveSlot(), conditions);
  }

  async remove(shape: RoutedShape): Promise<void> {
    const found = await this.#find(shape);
    if (found?.RuleArn === undefined) return;
    try {
      await this.#client.send(new DeleteRuleCommand({ RuleArn: found.RuleArn }));
    } catch (error) {
      if (!(error instanceof RuleNotFoundException)) throw error;
    }
  }

  async #create(shape: RoutedShape, live: Slot, Conditions: RuleCondition[]): Promise<string> {
    const { Rules = [] } = await this.#client.send(
      new CreateRuleCommand({
        ListenerArn: shape.traffic.listener,
        Priority: shape.traffic.route.priority,
        Conditions,
        Actions: [
          {
            Type: 'forward',
            ForwardConfig: {
              TargetGroups: slots.map((slot) => ({
                TargetGroupArn: shape.traffic.targetGroups[slot],
                Weight: slot === live ? 100 : 0,
              })),
            },
          },
        ],
      }),
    );
    const arn = Rules[0]?.RuleArn;
    if (arn === undefined) throw new Error(`The load balancer made no rule for ${shape.service}.`);
    return arn;
  }

  /** Conditions and priority only: the actions hold the weights, which are not ours to write. */
  async #reshape(RuleArn: string, found: Rule, shape: RoutedShape): Promise<string> {
    // A rule that matches no request yet gets its conditions with the first weight, when tasks can answer.
    if (!matchesNoRequest(found)) {
      await this.#client.send(new ModifyRuleCommand({ RuleArn, Conditions: conditionsOf(shape.traffic.route) }));
    }
    if (Number(found.Priority) !== shape.traffic.route.priority) {
      const RulePriorities = [{ RuleArn, Priority: shape.traffic.route.priority }];
      await this.#client.send(new SetRulePrioritiesCommand({ RulePriorities }));
    }
    return RuleArn;
  }

  async #find(shape: RoutedShape): Promise<Rule | undefined> {
    try {
      const { Rules = [] } = await this.#client.send(new DescribeRulesCommand({ ListenerArn: shape.traffic.listener }));
      return Rules.find((rule) => forwardsTo(rule, shape.traffic.targetGroups.blue));
    } catch (error) {
      if (error instanceof ListenerNotFoundException) return undefined;
      throw error;
    }
  }
}

const forwardsTo = (rule: Rule, targetGroup: string): boolean =>
  (rule.Actions?.[0]?.ForwardConfig?.TargetGroups ?? []).some(({ TargetGroupArn }) => TargetGroupArn === targetGroup);

/** RFC 2606 reserves `.invalid`, so no request can have this host. */
const unreachableHost = 'no-request.invalid';
const matchNothing: RuleCondition[] = [{ Field: 'host-header', HostHeaderConfig: { Values: [unreachableHost] } }];

const matchesNoRequest = ({ Conditions = [] }: Rule): boolean =>
  Conditions.some(({ HostHeaderConfig }) => HostHeaderConfig?.Values?.includes(unreachableHost));

export const conditionsOf = ({ host, path }: Omit<AlbShape['route'], 'priority'>): RuleCondition[] => [
  ...(host === undefined ? [] : [{ Field: 'host-header', HostHeaderConfig: { Values: [host] } }]),
  ...(path === undefined ? [] : [{ Field: 'path-pattern', PathPatternConfig: { Values: [path] } }]),
];
