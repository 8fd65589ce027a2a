import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateRuleCommand,
  CreateTargetGroupCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  RegisterTargetsCommand,
  type Action,
  type CreateTargetGroupCommandInput,
  type TargetGroupTuple,
  type TargetHealth,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ClientSettings } from './support.ts';

export interface Balancer {
  readonly client: ElasticLoadBalancingV2Client;
  readonly arn: string;
  readonly host: string;
  readonly group: string;
}

const HEALTH = { HealthCheckPath: '/health', HealthyThresholdCount: 2, UnhealthyThresholdCount: 2 };

/** A load balancer whose only listener forwards everything to one target group. */
export async function balancerWithGroup(
  settings: ClientSettings,
  name: string,
  group: Partial<CreateTargetGroupCommandInput> = {},
): Promise<Balancer> {
  const client = new ElasticLoadBalancingV2Client(settings);
  const { arn, host } = await loadBalancer(client, name);
  const groupArn = await targetGroup(client, `${name}-group`, group);
  await listener(client, arn, [{ Type: 'forward', TargetGroupArn: groupArn }]);
  return { client, arn, host, group: groupArn };
}

export async function loadBalancer(
  client: ElasticLoadBalancingV2Client,
  name: string,
): Promise<{ readonly arn: string; readonly host: string }> {
  const made = await client.send(new CreateLoadBalancerCommand({ Name: name, Subnets: ['subnet-1'] }));
  const [balancer] = made.LoadBalancers ?? [];
  return { arn: balancer?.LoadBalancerArn ?? '', host: balancer?.DNSName ?? '' };
}

export async function listener(
  client: ElasticLoadBalancingV2Client,
  loadBalancer: string,
  defaultActions: Action[],
): Promise<string> {
  const input = { LoadBalancerArn: loadBalancer, Port: 80, Protocol: 'HTTP' as const, DefaultActions: defaultActions };
  const made = await client.send(new CreateListenerCommand(input));
  return made.Listeners?.[0]?.ListenerArn ?? '';
}

export const forwardTo = (groups: TargetGroupTuple[]): Action[] => [
  { Type: 'forward', ForwardConfig: { TargetGroups: groups } },
];

/** A rule that every request matches. */
export async function ruleForAll(
  client: ElasticLoadBalancingV2Client,
  listenerArn: string,
  groups: TargetGroupTuple[],
): Promise<string> {
  const Conditions = [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/*'] } }];
  const input = { ListenerArn: listenerArn, Priority: 1, Conditions, Actions: forwardTo(groups) };
  const made = await client.send(new CreateRuleCommand(input));
  return made.Rules?.[0]?.RuleArn ?? '';
}

export async function targetGroup(
  client: ElasticLoadBalancingV2Client,
  name: string,
  more: Partial<CreateTargetGroupCommandInput> = {},
): Promise<string> {
  const fixed = { Name: name, Port: 80, Protocol: 'HTTP' as const, TargetType: 'ip' as const, VpcId: 'vpc-1' };
  const made = await client.send(new CreateTargetGroupCommand({ ...fixed, ...HEALTH, ...more }));
  return made.TargetGroups?.[0]?.TargetGroupArn ?? '';
}

export const targetOn = (port: number) => ({ Id: '127.0.0.1', Port: port });

export async function register(balancer: Balancer, ...ports: number[]): Promise<void> {
  const input = { TargetGroupArn: balancer.group, Targets: ports.map(targetOn) };
  await balancer.client.send(new RegisterTargetsCommand(input));
}

/** Every target's health, by its port. */
export async function healthByPort(
  client: ElasticLoadBalancingV2Client,
  group: string,
): Promise<Record<number, TargetHealth>> {
  const described = await client.send(new DescribeTargetHealthCommand({ TargetGroupArn: group }));
  const rows = described.TargetHealthDescriptions ?? [];
  return Object.fromEntries(rows.map((row) => [row.Target?.Port ?? 0, row.TargetHealth ?? {}]));
}
