import {
  CreateServiceCommand,
  DeleteServiceCommand,
  DescribeTasksCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
  StopTaskCommand,
  type Task,
} from '@aws-sdk/client-ecs';
import { CreateTargetGroupCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { startEmulator } from '#rehearsal/cloud/emulator.ts';
import { summarize } from '#rehearsal/traffic/summary.ts';
import { Region } from './ecs-region.ts';
import { recordEvents, type AwsEvent } from '#rehearsal/cloud/recorded-events.ts';
import { eventually, localCloud } from './support.ts';

// The tests of one service follow each other, as the days of a service do: a new start for each would take minutes.
const cloud = localCloud({ healthCheckSeconds: 0.2 });
const east = new Region(cloud, 'us-east-1');
const west = new Region(cloud, 'eu-west-1');
const portOf = (task: Task | undefined) => task?.containers?.[0]?.networkBindings?.[0]?.hostPort ?? 0;
const answers = (port: number) =>
  fetch(`http://127.0.0.1:${port}/health`).then(
    () => true,
    () => false,
  );

let receiveEvents: () => Promise<AwsEvent[]>;
beforeAll(async () => {
  await east.prepare();
  receiveEvents = await recordEvents(cloud.settings(), 'aws.ecs');
  await east.create('api', 'v1', 2);
  await east.stable('api');
});

describe('a service in the local cloud', () => {
  test('runs tasks that have an address, an image digest and a place in the target group', async () => {
    const tasks = await east.tasks('api');
    expect(tasks).toHaveLength(2);
    for (const task of tasks) {
      expect(task).toMatchObject({ lastStatus: 'RUNNING', launchType: 'FARGATE', group: 'service:api' });
      expect(task.attachments?.[0]?.details).toContainEqual({ name: 'privateIPv4Address', value: '127.0.0.1' });
      expect(task.containers?.[0]?.imageDigest).toBe(east.digestOf('v1'));
    }
    const traffic = east.traffic();
    await sleep(200);
    expect(Object.keys(summarize(await traffic.stop()).byVersion)).toEqual(['v1']);
  });

  test('changes its version without a failed request', async () => {
    const before = await east.tasks('api');
    const traffic = east.traffic(25);
    await east.update('api', { taskDefinition: await east.define('v2') });
    const during = await east.service('api');
    expect(during.deployments?.map(({ status, rolloutState }) => [status, rolloutState])).toEqual([
      ['PRIMARY', 'IN_PROGRESS'],
      ['ACTIVE', 'COMPLETED'],
    ]);
    const service = await east.stable('api');
    const { outcomes, byVersion } = summarize(await traffic.stop());
    expect(Object.keys(outcomes)).toEqual(['200']);
    expect(Object.keys(byVersion).sort()).toEqual(['v1', 'v2']);
    expect(service.events?.[0]?.message).toBe('(service api) has reached a steady state.');
    const stopped = await east.tasks('api', 'STOPPED');
    expect(stopped.map(({ taskArn }) => taskArn).sort()).toEqual(before.map(({ taskArn }) => taskArn).sort());
    expect(stopped[0]).toMatchObject({ stopCode: 'ServiceSchedulerInitiated', containers: [{ exitCode: 0 }] });
  });

  test('replaces a task that a person stopped', async () => {
    const [victim] = await east.tasks('api');
    await east.ecs.send(new StopTaskCommand({ task: victim?.taskArn, reason: 'chaos' }));
    await eventually(
      () => answers(portOf(victim)),
      (alive) => !alive,
    );
    const service = await east.stable('api');
    expect(service.runningCount).toBe(2);
    const running = await east.tasks('api');
    expect(running.map(({ taskArn }) => taskArn)).not.toContain(victim?.taskArn);
    const stopped = await east.tasks('api', 'STOPPED');
    const dead = stopped.find(({ taskArn }) => taskArn === victim?.taskArn);
    expect(dead).toMatchObject({ stopCode: 'UserInitiated', stoppedReason: 'chaos' });
  });

  test('gives up on tasks that crash at start, keeps the old ones, and their last log lines are kept', async () => {
    const breaker = { deploymentCircuitBreaker: { enable: true, rollback: false } };
    const taskDefinition = await east.define('v3-crash-at-start');
    await east.update('api', { taskDefinition, deploymentConfiguration: breaker });
    const service = await eventually(
      () => east.service('api'),
      ({ deployments }) => deployments?.[0]?.rolloutState === 'FAILED',
    );
    expect(service.deployments?.[0]?.failedTasks).toBeGreaterThanOrEqual(3);
    expect(service.deployments?.[0]?.rolloutStateReason).toContain('tasks failed to start');
    expect(service.deployments?.[1]).toMatchObject({ status: 'ACTIVE', runningCount: 2 });
    const crashed = (await east.tasks('api', 'STOPPED')).filter((task) => task.taskDefinitionArn === taskDefinition);
    expect(crashed[0]).toMatchObject({ stopCode: 'EssentialContainerExited', containers: [{ exitCode: 1 }] });
    expect(await east.logLines()).toContain('fatal: cannot read the configuration: DATABASE_URL is not set');
  });

  test('rolls back by itself where the circuit breaker says so, and reports an image that does not exist', async () => {
    const good = await east.define('v2');
    await east.update('api', { taskDefinition: good });
    await east.stable('api');
    const missing = await east.define('v9');
    const breaker = { deploymentCircuitBreaker: { enable: true, rollback: true } };
    await east.update('api', { taskDefinition: missing, deploymentConfiguration: breaker });
    const back = await eventually(
      () => east.service('api'),
      ({ taskDefinition }) => taskDefinition === good,
    );
    expect(back.events?.map(({ message }) => message).join('\n')).toContain('rolling back to deployment');
    expect((await east.stable('api')).taskDefinition).toBe(good);
    const failed = (await east.tasks('api', 'STOPPED')).find((task) => task.taskDefinitionArn === missing);
    expect(failed).toMatchObject({ stopCode: 'TaskFailedToStart' });
    expect(failed?.stoppedReason).toMatch(/^CannotPullContainerError: .*api:v9: not found$/);
  });

  test('replaces tasks that never pass their health checks and does not complete', async () => {
    const taskDefinition = await east.define('v4-never-healthy');
    const off = { deploymentCircuitBreaker: { enable: false, rollback: false } };
    await east.update('api', { taskDefinition, deploymentConfiguration: off });
    const sick = await eventually(
      () => east.tasks('api', 'STOPPED'),
      (tasks) => tasks.some((task) => task.taskDefinitionArn === taskDefinition),
    );
    const reason = sick.find((task) => task.taskDefinitionArn === taskDefinition)?.stoppedReason;
    expect(reason).toBe(`Task failed ELB health checks in (target-group ${east.targetGroup})`);
    const service = await east.service('api');
    expect(service.deployments?.[0]).toMatchObject({ status: 'PRIMARY', rolloutState: 'IN_PROGRESS' });
    expect(service.deployments?.[1]).toMatchObject({ status: 'ACTIVE', runningCount: 2 });
  });

  test('put all of it on the default event bus, in the shapes of AWS', async () => {
    const events = await receiveEvents();
    const ofType = (type: string) =>
      events.filter((event) => event['detail-type'] === type).map(({ detail }) => detail);
    expect(new Set(ofType('ECS Deployment State Change').map(({ eventName }) => eventName))).toEqual(
      new Set(['IN_PROGRESS', 'COMPLETED', 'FAILED'].map((state) => `SERVICE_DEPLOYMENT_${state}`)),
    );
    expect(ofType('ECS Service Action').map(({ eventName }) => eventName)).toContain('SERVICE_STEADY_STATE');
    const tasks = ofType('ECS Task State Change');
    const first = tasks.filter(({ taskArn }) => taskArn === tasks[0]?.['taskArn']).map(({ lastStatus }) => lastStatus);
    expect(first.slice(0, 4)).toEqual(['PROVISIONING', 'PENDING', 'ACTIVATING', 'RUNNING']);
    const crash = tasks.find(({ stopCode }) => stopCode === 'EssentialContainerExited');
    expect(crash).toMatchObject({ group: 'service:api', containers: [{ name: 'api', exitCode: 1 }] });
    expect(crash?.['stoppingAt']).toMatch(/^\d{4}-.*Z$/);
  });

  test('ends all its processes when it is deleted', async () => {
    const ports = (await east.tasks('api')).map(portOf).filter((port) => port > 0);
    expect(ports.length).toBeGreaterThan(0);
    await east.ecs.send(new DeleteServiceCommand({ service: 'api', force: true }));
    await eventually(
      () => east.service('api'),
      ({ status }) => status === 'INACTIVE',
    );
    expect(await Promise.all(ports.map(answers))).not.toContain(true);
    await expect(east.update('api', { desiredCount: 1 })).rejects.toThrow('not ACTIVE');
  });
});

describe('ECS in the local cloud', () => {
  test.each([
    ['v2', 0],
    ['v5-job-fails', 1],
  ])('runs a single task of %s to its end and reports exit code %i', async (tag, exitCode) => {
    const overrides = { containerOverrides: [{ name: 'api', command: ['migrate', 'up'] }] };
    const taskDefinition = await east.define(tag);
    const { tasks } = await east.ecs.send(new RunTaskCommand({ taskDefinition, launchType: 'FARGATE', overrides }));
    const arn = tasks?.[0]?.taskArn ?? '';
    const [ended] = await eventually(
      async () => (await east.ecs.send(new DescribeTasksCommand({ tasks: [arn] }))).tasks ?? [],
      ([task]) => task?.lastStatus === 'STOPPED',
    );
    expect(ended).toMatchObject({ group: 'family:api', containers: [{ exitCode }] });
  });

  test('refuses a target group that no load balancer uses, and a task definition that does not exist', async () => {
    const balancing = new ElasticLoadBalancingV2Client(cloud.settings());
    const lonely = { Name: 'lonely', Protocol: 'HTTP', Port: 80, TargetType: 'ip', VpcId: 'vpc-1' } as const;
    const { TargetGroups } = await balancing.send(new CreateTargetGroupCommand(lonely));
    const balanced = { targetGroupArn: TargetGroups?.[0]?.TargetGroupArn, containerName: 'api', containerPort: 80 };
    const taskDefinition = await east.define('v1');
    const create = (changed: object) =>
      east.ecs.send(new CreateServiceCommand({ serviceName: 'other', taskDefinition, ...changed }));
    await expect(create({ loadBalancers: [balanced] })).rejects.toThrow('does not have an associated load balancer');
    await expect(create({ taskDefinition: 'api:999' })).rejects.toThrow('TaskDefinition not found');
  });

  test('keeps a service of the same name in another region apart', async () => {
    await west.prepare();
    await west.create('api', 'v1', 1);
    await west.stable('api');
    expect(await west.tasks('api')).toHaveLength(1);
    expect((await east.service('api')).status).toBe('INACTIVE');
    const traffic = west.traffic();
    await sleep(200);
    expect(Object.keys(summarize(await traffic.stop()).byVersion)).toEqual(['v1']);
  });
});

describe('a local cloud that is killed', () => {
  test('takes its tasks with it', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'sluice-ecs-'));
    const emulator = await startEmulator({ directory });
    try {
      const ecs = new ECSClient({ ...cloud.settings(), endpoint: emulator.endpoint });
      const containerDefinitions = [{ name: 'api', image: 'public.example/api:v1' }];
      await ecs.send(new RegisterTaskDefinitionCommand({ family: 'api', containerDefinitions }));
      const { tasks } = await ecs.send(new RunTaskCommand({ taskDefinition: 'api' }));
      const port = await eventually(
        async () =>
          portOf((await ecs.send(new DescribeTasksCommand({ tasks: [tasks?.[0]?.taskArn ?? ''] }))).tasks?.[0]),
        (found) => found > 0,
      );
      expect(await answers(port)).toBe(true);
      process.kill(emulator.pid, 'SIGKILL');
      await eventually(
        () => answers(port),
        (alive) => !alive,
      );
    } finally {
      await emulator.stop();
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
