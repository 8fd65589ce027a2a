import {
  DescribeRulesCommand,
  ElasticLoadBalancingV2Client,
  ModifyRuleCommand,
  RegisterTargetsCommand,
  type TargetGroupTuple,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forwardTo, listener, loadBalancer, ruleForAll, targetGroup, targetOn } from './load-balancer.ts';
import { eventually, get, localCloud, startTarget } from './support.ts';

const cloud = localCloud();
const REQUESTS = 400;

describe('a rule with two weighted target groups', () => {
  let client: ElasticLoadBalancingV2Client;
  let blue: string;
  let green: string;
  let rule: string;
  let host: string;
  const stops: (() => void)[] = [];

  const groupWithTarget = async (name: string) => {
    const target = await startTarget((_, response) => {
      response.setHeader('set-cookie', ['a=1', 'b=2']);
      response.end(name);
    });
    stops.push(target.stop);
    const arn = await targetGroup(client, name);
    await client.send(new RegisterTargetsCommand({ TargetGroupArn: arn, Targets: [targetOn(target.port)] }));
    return arn;
  };

  const weights = (blueWeight: number, greenWeight: number): TargetGroupTuple[] => [
    { TargetGroupArn: blue, Weight: blueWeight },
    { TargetGroupArn: green, Weight: greenWeight },
  ];
  const setWeights = (blueWeight: number, greenWeight: number) =>
    client.send(new ModifyRuleCommand({ RuleArn: rule, Actions: forwardTo(weights(blueWeight, greenWeight)) }));

  const share = async () => {
    const answers = await Promise.all(Array.from({ length: REQUESTS }, () => get(cloud.settings().endpoint, host)));
    return answers.filter((answer) => answer.body === 'green').length / REQUESTS;
  };

  beforeAll(async () => {
    client = new ElasticLoadBalancingV2Client(cloud.settings());
    const balancer = await loadBalancer(client, 'weighted');
    host = balancer.host;
    blue = await groupWithTarget('blue');
    green = await groupWithTarget('green');
    const notFound = { Type: 'fixed-response' as const, FixedResponseConfig: { StatusCode: '404' } };
    rule = await ruleForAll(client, await listener(client, balancer.arn, [notFound]), weights(90, 10));
    await eventually(
      () => get(cloud.settings().endpoint, host),
      (answer) => answer.status === 200,
    );
  });
  afterAll(() => stops.forEach((stop) => stop()));

  test('is described with its weights and without a single target group', async () => {
    const described = await client.send(new DescribeRulesCommand({ RuleArns: [rule] }));
    const action = described.Rules?.[0]?.Actions?.[0];
    expect(action?.TargetGroupArn).toBeUndefined();
    expect(action?.ForwardConfig?.TargetGroups).toEqual(weights(90, 10));
    expect(action?.ForwardConfig?.TargetGroupStickinessConfig?.Enabled).toBe(false);
  });

  test('splits the traffic by weight', async () => {
    const green = await share();
    expect(green).toBeGreaterThan(0.04);
    expect(green).toBeLessThan(0.18);
  });

  test('follows a change of weights at once', async () => {
    await setWeights(0, 100);
    expect(await share()).toBe(1);
  });

  test('answers 503 when every weight is zero', async () => {
    await setWeights(0, 0);
    expect((await get(cloud.settings().endpoint, host)).status).toBe(503);
  });

  test('passes headers that repeat, and adds none to a target’s answer', async () => {
    await setWeights(100, 0);
    const answer = await get(cloud.settings().endpoint, host);
    expect(answer.headers['set-cookie']).toEqual(['a=1', 'b=2']);
    expect(answer.headers['server']).toBeUndefined();
  });

  test('refuses a weight above 999 and more than five groups, and keeps what it had', async () => {
    await expect(setWeights(1000, 0)).rejects.toThrow(/between 0 and 999/);
    const six = Array.from({ length: 6 }, () => ({ TargetGroupArn: blue, Weight: 1 }));
    await expect(client.send(new ModifyRuleCommand({ RuleArn: rule, Actions: forwardTo(six) }))).rejects.toThrow(/5/);
    const described = await client.send(new DescribeRulesCommand({ RuleArns: [rule] }));
    expect(described.Rules?.[0]?.Actions?.[0]?.ForwardConfig?.TargetGroups).toEqual(weights(100, 0));
  });

  test('refuses a target group that does not exist', async () => {
    const missing = [{ TargetGroupArn: `${blue}x`, Weight: 1 }];
    await expect(client.send(new ModifyRuleCommand({ RuleArn: rule, Actions: forwardTo(missing) }))).rejects.toThrow(
      expect.objectContaining({ name: 'TargetGroupNotFoundException' }),
    );
  });
});
