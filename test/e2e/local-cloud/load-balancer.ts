import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  RegisterTargetsCommand,
  type CreateTargetGroupCommandInput,
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
  const made = await client.send(new CreateLoadBalancerCommand({ Name: name, Subnets: ['subnet-1'] }));
  const arn = made.LoadBalancers?.[0]?.LoadBalancerArn ?? '';
  const groupArn = await targetGroup(client, `${name}-group`, group);
  const forward = [{ Type: 'forward' as const, TargetGroupArn: groupArn }];
  await client.send(
    new CreateListenerCommand({ LoadBalancerArn: arn, Port: 80, Protocol: 'HTTP', DefaultActions: forward }),
  );
  return { client, arn, host: made.LoadBalancers?.[0]?.DNSName ?? '', group: groupArn };
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
