import { ModifyRuleCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import { trafficOf } from '#domain/deployment/traffic.ts';
import { slots } from '#domain/slots/slot.ts';
import type { Weights } from '#domain/slots/weights.ts';
import type { Clients } from '../cloud/clients.ts';

/** As a person does it in the console of the load balancer, without Sluice. */
export async function setWeightsByHand(clients: Clients, target: ServiceTarget, weights: Weights): Promise<void> {
  const TargetGroups = slots.map((slot) => ({
    TargetGroupArn: trafficOf(target, 'alb').targetGroups[slot],
    Weight: weights[slot],
  }));
  const Actions = [{ Type: 'forward' as const, ForwardConfig: { TargetGroups } }];
  await clients.loadBalancing.send(new ModifyRuleCommand({ RuleArn: trafficOf(target, 'alb').listenerRule, Actions }));
}
