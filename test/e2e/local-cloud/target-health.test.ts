import {
  DeregisterTargetsCommand,
  DescribeListenersCommand,
  DescribeTargetHealthCommand,
  ModifyTargetGroupAttributesCommand,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  balancerWithGroup,
  healthByPort,
  register,
  ruleForAll,
  targetGroup,
  targetOn,
  type Balancer,
} from './load-balancer.ts';
import { eventually, get, localCloud, startTarget } from './support.ts';

const cloud = localCloud({ healthCheckSeconds: 0.5 });

interface Target {
  readonly port: number;
  health: number;
  delay: number;
  asked: number;
  /** Requests that it has begun and not finished. */
  working: number;
  stop(): void;
}

/** A target that answers with its port; its health and delay can be changed. */
async function target(): Promise<Target> {
  const behavior = { health: 200, delay: 0, asked: 0, working: 0 };
  const server = await startTarget((request, response) => {
    if (request.url === '/health') {
      behavior.asked += 1;
      response.statusCode = behavior.health;
      response.end();
      return;
    }
    behavior.working += 1;
    setTimeout(() => {
      behavior.working -= 1;
      response.end(String(server.port));
    }, behavior.delay);
  });
  return Object.assign(behavior, { port: server.port, stop: server.stop });
}

describe('the targets of a load balancer', () => {
  let balancer: Balancer;
  let one: Target;
  let two: Target;

  const request = () => get(cloud.settings().endpoint, balancer.host);
  const answering = async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, request));
    return [...new Set(answers.map((answer) => answer.body))].sort();
  };
  const states = async () => {
    const health = await healthByPort(balancer.client, balancer.group);
    return [health[one.port]?.State, health[two.port]?.State];
  };

  beforeAll(async () => {
    balancer = await balancerWithGroup(cloud.settings(), 'health');
    const attributes = [{ Key: 'deregistration_delay.timeout_seconds', Value: '2' }];
    await balancer.client.send(
      new ModifyTargetGroupAttributesCommand({ TargetGroupArn: balancer.group, Attributes: attributes }),
    );
    [one, two] = await Promise.all([target(), target()]);
  });
  afterAll(() => [one, two].forEach((each) => each.stop()));

  test('are required for traffic: without one the answer is 503', async () => {
    expect((await request()).status).toBe(503);
  });

  test('start as initial, become healthy, and share the traffic, two on one address', async () => {
    await register(balancer, one.port, two.port);
    const first = await healthByPort(balancer.client, balancer.group);
    expect(['initial', 'healthy']).toContain(first[one.port]?.State);
    await eventually(states, ([a, b]) => a === 'healthy' && b === 'healthy');
    expect(await answering()).toEqual([String(one.port), String(two.port)].sort());
  });

  test('get no traffic while their health check fails, with the code as the reason', async () => {
    two.health = 500;
    await eventually(states, ([, b]) => b === 'unhealthy');
    const health = await healthByPort(balancer.client, balancer.group);
    expect(health[two.port]).toEqual({
      State: 'unhealthy',
      Reason: 'Target.ResponseCodeMismatch',
      Description: 'Health checks failed with these codes: [500]',
    });
    expect(await answering()).toEqual([String(one.port)]);
  });

  test('get traffic all the same when none of them is healthy', async () => {
    one.health = 500;
    await eventually(states, ([a, b]) => a === 'unhealthy' && b === 'unhealthy');
    expect(await answering()).toEqual([String(one.port), String(two.port)].sort());
  });

  test('come back after as many passes as the group requires', async () => {
    one.health = 200;
    two.health = 200;
    const before = one.asked;
    await eventually(states, ([a, b]) => a === 'healthy' && b === 'healthy');
    expect(one.asked - before).toBeGreaterThanOrEqual(2);
  });

  test('drain when they are deregistered: they finish their requests and get no new ones', async () => {
    two.delay = 700;
    one.delay = 700;
    const working = Array.from({ length: 4 }, request);
    await eventually(
      async () => one.working + two.working,
      (begun) => begun === working.length,
    );
    const leaving = { TargetGroupArn: balancer.group, Targets: [targetOn(two.port)] };
    await balancer.client.send(new DeregisterTargetsCommand(leaving));
    one.delay = 0;
    expect(await states()).toEqual(['healthy', 'draining']);
    expect(await answering()).toEqual([String(one.port)]);
    expect((await Promise.all(working)).map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
    await eventually(states, ([, b]) => b === undefined);
    const asked = await balancer.client.send(new DescribeTargetHealthCommand(leaving));
    expect(asked.TargetHealthDescriptions?.[0]?.TargetHealth?.Reason).toBe('Target.NotRegistered');
  });

  test('that have ended cause a 502 and are unhealthy', async () => {
    one.stop();
    expect((await request()).status).toBe(502);
    await eventually(states, ([a]) => a === 'unhealthy');
    expect((await healthByPort(balancer.client, balancer.group))[one.port]?.Reason).toBe('Target.FailedHealthChecks');
  });
});

describe('a target group', () => {
  test('that no rule forwards to is unused; at weight 0 in a rule it is checked', async () => {
    const balancer = await balancerWithGroup(cloud.settings(), 'weightless');
    const idle = await targetGroup(balancer.client, 'weightless-idle');
    const ready = await target();
    await balancer.client.send(new RegisterTargetsCommand({ TargetGroupArn: idle, Targets: [targetOn(ready.port)] }));
    const health = async () => (await healthByPort(balancer.client, idle))[ready.port];
    expect(await eventually(health, (found) => found?.State === 'unused')).toMatchObject({ Reason: 'Target.NotInUse' });
    expect(ready.asked).toBe(0);

    const listeners = await balancer.client.send(new DescribeListenersCommand({ LoadBalancerArn: balancer.arn }));
    const groups = [
      { TargetGroupArn: balancer.group, Weight: 100 },
      { TargetGroupArn: idle, Weight: 0 },
    ];
    await ruleForAll(balancer.client, listeners.Listeners?.[0]?.ListenerArn ?? '', groups);
    await eventually(health, (found) => found?.State === 'healthy');
    expect(ready.asked).toBeGreaterThan(0);
    ready.stop();
  });

  test('of another region is reached by its own load balancer', async () => {
    const balancer = await balancerWithGroup(cloud.settings('eu-west-1'), 'abroad');
    const there = await target();
    await register(balancer, there.port);
    await eventually(
      () => get(cloud.settings().endpoint, balancer.host),
      (answer) => answer.body === String(there.port),
    );
    expect(balancer.host).toContain('.eu-west-1.');
    there.stop();
  });
});
