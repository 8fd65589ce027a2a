import { DescribeTasksCommand, ListTasksCommand } from '@aws-sdk/client-ecs';
import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { beforeAll, describe, expect, test } from 'vitest';
import { Region } from './ecs-region.ts';
import { catching, caught, Machines, one } from './machines.ts';
import { eventually, localCloud } from './support.ts';

const cloud = localCloud();
const east = new Region(cloud, 'us-east-1');
const definitions: Record<string, string> = {};

const runTask = (more: Record<string, unknown> = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::ecs:runTask.sync',
  Arguments: {
    Cluster: 'default',
    TaskDefinition: '{% $states.input.taskDefinition %}',
    LaunchType: 'FARGATE',
    StartedBy: '{% $states.input.startedBy %}',
    Overrides: { ContainerOverrides: [{ Name: 'api', Command: '{% $states.input.command %}' }] },
  },
  End: true,
  ...more,
});

const machines = new Machines(cloud, {
  job: one(runTask(catching(['States.ALL'])), caught),
  'job-in-time': one(runTask({ TimeoutSeconds: 2, ...catching(['States.Timeout']) }), caught),
});

beforeAll(async () => {
  await east.prepare();
  for (const tag of ['v1', 'v5-job-fails']) definitions[tag] = await east.define(tag);
});

const input = (tag: string, command: readonly string[] | null, startedBy: string) => ({
  taskDefinition: definitions[tag],
  command,
  startedBy,
});

async function taskOf(startedBy: string) {
  const { taskArns = [] } = await east.ecs.send(new ListTasksCommand({ startedBy }));
  const stopped = await east.ecs.send(new ListTasksCommand({ startedBy, desiredStatus: 'STOPPED' }));
  const tasks = [...taskArns, ...(stopped.taskArns ?? [])];
  if (tasks.length === 0) return undefined;
  return (await east.ecs.send(new DescribeTasksCommand({ tasks }))).tasks?.[0];
}

describe('ecs:runTask.sync', () => {
  test('ends with the task, and answers with it', async () => {
    const { value } = await machines.run('job', input('v1', ['smoke'], 'a'));
    expect(value).toMatchObject({
      LastStatus: 'STOPPED',
      StopCode: 'EssentialContainerExited',
      Containers: [{ Name: 'api', ExitCode: 0 }],
      StoppedAt: expect.any(Number),
    });
  });

  test('fails where the container does, with the task as the cause', async () => {
    const { value } = await machines.run('job', input('v5-job-fails', ['smoke'], 'b'));
    const { Error: error, Cause: cause } = value as { Error: string; Cause: string };
    expect(error).toBe('States.TaskFailed');
    expect(JSON.parse(cause)).toMatchObject({
      TaskArn: expect.stringContaining(':task/'),
      Containers: [{ ExitCode: 1 }],
    });
  });

  test('refuses what ECS refuses, by the name that ECS gives it', async () => {
    const { value } = await machines.run('job', { ...input('v1', ['smoke'], 'c'), taskDefinition: 'api:999' });
    expect(value).toMatchObject({ Error: 'ECS.ClientException' });
  });

  test('that takes too long is left running by the definition’s own timeout', async () => {
    const { value } = await machines.run('job-in-time', input('v1', [], 'd'));
    expect(value).toMatchObject({ Error: 'States.Timeout' });
    expect(await taskOf('d')).toMatchObject({ desiredStatus: 'RUNNING' });
  });

  test('takes its task with it when a person stops the execution', async () => {
    const executionArn = await machines.start('job', input('v1', [], 'e'));
    await eventually(
      () => taskOf('e'),
      (task) => task?.lastStatus === 'RUNNING',
    );
    await machines.client.send(new StopExecutionCommand({ executionArn }));
    await eventually(
      () => taskOf('e'),
      (task) => task?.lastStatus === 'STOPPED',
    );
  });
});
