import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetExecutionHistoryCommand, SendTaskHeartbeatCommand, SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { callFunction, callWithToken, catching, caught, Machines, one } from './machines.ts';
import { eventually, localCloud } from './support.ts';

const SCALE = 0.1;
const cloud = localCloud({ clockSpeed: 1 / SCALE });

const token = (more: Record<string, unknown>) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::aws-sdk:ssm:putParameter.waitForTaskToken',
  Arguments: {
    Name: '{% $states.input.parameter %}',
    Type: 'String',
    Overwrite: true,
    Value: '{% $states.context.Task.Token %}',
  },
  End: true,
  ...more,
});

const machines = new Machines(cloud, {
  'catch-by-name': one(callFunction({ throw: true }, catching(['ConflictError'])), caught),
  exit: one(callFunction({ exit: true }, catching(['Runtime.ExitError'])), caught),
  environment: one(callFunction({})),
  'token-lambda-throws': one(callWithToken({ throw: true }, catching(['States.ALL'])), caught),
  'lambda-timeout-expression': one(
    callFunction({ sleep: 5000 }, { TimeoutSeconds: '{% $states.input.seconds %}', ...catching(['States.Timeout']) }),
    caught,
  ),
  retries: one(
    {
      ...callFunction({ throw: true }),
      Retry: [{ ErrorEquals: ['ConflictError'], IntervalSeconds: 100, MaxAttempts: 2, MaxDelaySeconds: 1 }],
      ...catching(['States.ALL']),
    },
    caught,
  ),
  token: one(token({ TimeoutSeconds: '{% $states.input.seconds %}', ...catching(['States.Timeout']) }), caught),
  heartbeat: one(
    token({ TimeoutSeconds: 600, HeartbeatSeconds: 20, ...catching(['States.HeartbeatTimeout']) }),
    caught,
  ),
});

describe('a Lambda function', () => {
  test('that throws reaches Catch by the name of its error, with message and trace', async () => {
    const { value } = await machines.run('catch-by-name');
    expect(value).toMatchObject({ Error: 'ConflictError' });
    const cause = JSON.parse((value as { Cause: string }).Cause);
    expect(cause).toMatchObject({ errorType: 'ConflictError', errorMessage: 'it is taken' });
    expect(cause.trace[0]).toBe('ConflictError: it is taken');
  });

  test('that exits is a Runtime.ExitError', async () => {
    const { value } = await machines.run('exit');
    expect(JSON.parse((value as { Cause: string }).Cause).errorMessage).toMatch(
      /Runtime exited with error: exit status 3$/,
    );
  });

  test('stays warm after it has thrown', async () => {
    const before = (await machines.run('environment')).value as { calls: number };
    await machines.run('catch-by-name');
    expect((await machines.run('environment')).value).toMatchObject({ calls: before.calls + 2 });
  });

  test('runs on the Node of the repository, with its own variables and none of the cloud’s', async () => {
    const { value } = await machines.run('environment');
    const { keys, node, declared } = value as { keys: string[]; node: string; declared: string };
    expect(node).toMatch(/^v24\./);
    expect(declared).toBe('INFO');
    expect(keys).toContain('AWS_EXECUTION_ENV');
    expect(keys.filter((key) => /SLUICE|GATEWAY|SFN_|HOME|DOCKER/.test(key))).toEqual([]);
  });

  test('that throws under waitForTaskToken fails the state at once', async () => {
    const { value, seconds } = await machines.run('token-lambda-throws');
    expect(value).toMatchObject({ Error: 'ConflictError' });
    expect(seconds).toBeLessThan(50);
  });

  test('that takes too long is a States.Timeout, in real time, with the limit as an expression', async () => {
    const execution = await machines.run('lambda-timeout-expression', { seconds: 1 });
    expect(execution.value).toMatchObject({ Error: 'States.Timeout' });
    expect(execution.seconds).toBeGreaterThanOrEqual(0.9);
    const history = await machines.client.send(
      new GetExecutionHistoryCommand({ executionArn: execution.executionArn }),
    );
    expect(history.events?.map((event) => event.type)).toContain('TaskTimedOut');
  });

  test('that throws is called again after no longer than MaxDelaySeconds', async () => {
    const { value, seconds } = await machines.run('retries');
    expect(value).toMatchObject({ Error: 'ConflictError' });
    expect(seconds).toBeLessThan(50);
  });
});

describe('a task token', () => {
  test('times out on the scaled clock', async () => {
    const { value, seconds } = await machines.run('token', { parameter: '/a', seconds: 20 });
    expect(value).toMatchObject({ Error: 'States.Timeout' });
    expect(seconds).toBeGreaterThan(19);
    expect(seconds).toBeLessThan(100);
  });

  test('takes one answer and refuses a second one', async () => {
    const arn = await machines.start('token', { parameter: '/b', seconds: 600 });
    const taskToken = await tokenOf('/b');
    await machines.client.send(new SendTaskSuccessCommand({ taskToken, output: '{"abort":true}' }));
    expect((await machines.ended(arn)).value).toEqual({ abort: true });
    const again = machines.client.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
    await expect(again).rejects.toThrow(expect.objectContaining({ name: 'TaskTimedOut' }));
  });

  test('that was never given out is invalid', async () => {
    const made = machines.client.send(new SendTaskSuccessCommand({ taskToken: 'made-up', output: '{}' }));
    await expect(made).rejects.toThrow(expect.objectContaining({ name: 'InvalidToken' }));
  });

  test('lives as long as heartbeats come and fails when they stop', async () => {
    const arn = await machines.start('heartbeat', { parameter: '/c' });
    const taskToken = await tokenOf('/c');
    // Five beats half a second apart: longer than the two seconds that a token lives without one.
    for (let beat = 0; beat < 5; beat++) {
      await sleep(500);
      await machines.client.send(new SendTaskHeartbeatCommand({ taskToken }));
    }
    expect((await machines.describe(arn)).status).toBe('RUNNING');
    const { value, seconds } = await machines.ended(arn);
    expect(value).toMatchObject({ Error: 'States.HeartbeatTimeout' });
    expect(seconds).toBeGreaterThan(4);
  });
});

async function tokenOf(parameter: string): Promise<string> {
  const ssm = new SSMClient(cloud.settings());
  const found = await eventually(
    () => ssm.send(new GetParameterCommand({ Name: parameter })).catch(() => undefined),
    (answer) => answer?.Parameter?.Value !== undefined,
  );
  return found?.Parameter?.Value ?? '';
}
