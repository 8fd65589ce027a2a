import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
  type DescribeExecutionOutput,
} from '@aws-sdk/client-sfn';
import { beforeAll, describe, expect, test } from 'vitest';
import { attribute, deploy, nodeFunction, ref, stateMachine, type Resource } from './stack.ts';
import { eventually, localCloud } from './support.ts';

const SCALE = 0.1;
const cloud = localCloud({ waitScale: SCALE });

const THROWING = `
class ConflictError extends Error { constructor(m) { super(m); this.name = 'ConflictError'; } }
let calls = 0;
exports.handler = async (event) => {
  calls += 1;
  if (event.exit) process.exit(3);
  if (event.throw) throw new ConflictError('it is taken');
  if (event.sleep) await new Promise((done) => setTimeout(done, event.sleep));
  return { calls, keys: Object.keys(process.env).sort(), node: process.version, declared: process.env.LOG_LEVEL };
};`;

/** A state that runs the function and, if it fails, succeeds with the error. */
const callFunction = (payload: unknown, more: Record<string, unknown> = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'throwing', Payload: payload },
  Output: '{% $states.result.Payload %}',
  End: true,
  ...more,
});
const catching = (errors: string[]) => ({
  Catch: [{ ErrorEquals: errors, Output: '{% $states.errorOutput %}', Next: 'Caught' }],
});
const caught = { Caught: { Type: 'Succeed' } };
const one = (state: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  StartAt: 'One',
  States: { One: state, ...more },
});
const wait = (seconds: number) => ({ Type: 'Wait', Seconds: seconds, End: true });
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

const machines: Record<string, Record<string, unknown>> = {
  'catch-by-name': one(callFunction({ throw: true }, catching(['ConflictError'])), caught),
  exit: one(callFunction({ exit: true }, catching(['Runtime.ExitError'])), caught),
  environment: one(callFunction({})),
  'token-lambda-throws': one(
    callFunction(
      { throw: true },
      {
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        TimeoutSeconds: 600,
        Output: 'never',
        ...catching(['States.ALL']),
      },
    ),
    caught,
  ),
  'lambda-timeout-expression': one(
    callFunction({ sleep: 5000 }, { TimeoutSeconds: '{% $states.input.seconds %}', ...catching(['States.Timeout']) }),
    caught,
  ),
  token: one(token({ TimeoutSeconds: '{% $states.input.seconds %}', ...catching(['States.Timeout']) }), caught),
  heartbeat: one(token({ TimeoutSeconds: 600, HeartbeatSeconds: 8, ...catching(['States.HeartbeatTimeout']) }), caught),
  'timed-out': { TimeoutSeconds: 1, ...one(wait(600)) },
  waits: one(wait(100)),
  choice: one(
    { Type: 'Choice', Choices: [{ Condition: '{% "yes" %}', Next: 'End' }], Default: 'End' },
    { End: { Type: 'Succeed' } },
  ),
  parallel: one(
    {
      Type: 'Parallel',
      Branches: [
        one({ Type: 'Fail', Error: 'First', Cause: 'at once' }),
        { StartAt: 'Slow', States: { Slow: { Type: 'Wait', Seconds: 20, Next: 'Call' }, Call: callFunction({}) } },
      ],
      ...catching(['First']),
      End: true,
    },
    caught,
  ),
  'parallel-output': one({
    Type: 'Parallel',
    Arguments: { x: 1 },
    Branches: [one({ Type: 'Pass', Output: '{% $states.input.x + 1 %}', End: true }), one({ Type: 'Pass', End: true })],
    Output: '{% { "first": $states.result[0], "second": $states.result[1].x } %}',
    End: true,
  }),
  retries: one(
    {
      ...callFunction({ throw: true }),
      Retry: [{ ErrorEquals: ['ConflictError'], IntervalSeconds: 100, MaxAttempts: 2, MaxDelaySeconds: 1 }],
      ...catching(['States.ALL']),
    },
    caught,
  ),
  fails: one({ Type: 'Fail', Error: 'TooBad', Cause: 'because' }),
  succeeds: one({ Type: 'Succeed', Output: { answer: '{% 40 + 2 %}' } }),
  parent: one(
    {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Arguments: { StateMachineArn: '{% $states.input.child %}', Name: '{% $states.input.name %}', Input: {} },
      ...catching(['States.TaskFailed']),
      End: true,
    },
    caught,
  ),
};

let client: SFNClient;
let arns: Record<string, string>;

beforeAll(async () => {
  client = new SFNClient(cloud.settings());
  const id = (name: string) => name.replaceAll('-', '');
  const rows = Object.entries(machines).map(([name, definition]): [string, Resource] => [
    id(name),
    stateMachine(definition, { StateMachineName: name }),
  ]);
  const environment = { Environment: { Variables: { LOG_LEVEL: 'INFO' } } };
  const stack = await deploy(cloud.settings(), 'machines', {
    Resources: {
      Throwing: nodeFunction(THROWING, { FunctionName: 'throwing', Timeout: 30, ...environment }),
      Heard: { Type: 'AWS::Events::Rule', Properties: heardRule },
      Hears: stateMachine(one({ Type: 'Pass', End: true }), { StateMachineName: 'hears' }),
      ...Object.fromEntries(rows),
    },
    Outputs: Object.fromEntries(
      [...Object.keys(machines), 'hears'].map((name) => [
        id(name),
        { Value: ref(name === 'hears' ? 'Hears' : id(name)) },
      ]),
    ),
  });
  expect(stack.reasons).toEqual([]);
  arns = Object.fromEntries([...Object.keys(machines), 'hears'].map((name) => [name, stack.outputs[id(name)] ?? '']));
});

const heardRule = {
  EventPattern: { source: ['aws.states'], detail: { status: ['TIMED_OUT', 'ABORTED'] } },
  Targets: [{ Id: '1', Arn: attribute('Hears', 'Arn'), RoleArn: 'arn:aws:iam::123456789012:role/any' }],
};

async function start(machine: string, input: unknown = {}, name?: string): Promise<string> {
  const request = { stateMachineArn: arns[machine], input: JSON.stringify(input), ...(name ? { name } : {}) };
  return (await client.send(new StartExecutionCommand(request))).executionArn ?? '';
}

const describeExecution = (arn: string) => client.send(new DescribeExecutionCommand({ executionArn: arn }));

async function ended(arn: string): Promise<DescribeExecutionOutput & { value: unknown; seconds: number }> {
  const found = await eventually(
    () => describeExecution(arn),
    (execution) => execution.status !== 'RUNNING',
    12_000,
  );
  const seconds = ((found.stopDate?.getTime() ?? 0) - (found.startDate?.getTime() ?? 0)) / 1000;
  return { ...found, value: found.output ? JSON.parse(found.output) : undefined, seconds };
}

const run = async (machine: string, input: unknown = {}) => ended(await start(machine, input));

async function tokenOf(parameter: string): Promise<string> {
  const ssm = new SSMClient(cloud.settings());
  const found = await eventually(
    () => ssm.send(new GetParameterCommand({ Name: parameter })).catch(() => undefined),
    (answer) => answer?.Parameter?.Value !== undefined,
  );
  return found?.Parameter?.Value ?? '';
}

describe('a Lambda function', () => {
  test('that throws reaches Catch by the name of its error, with message and trace', async () => {
    const { value } = await run('catch-by-name');
    expect(value).toMatchObject({ Error: 'ConflictError' });
    const cause = JSON.parse((value as { Cause: string }).Cause);
    expect(cause).toMatchObject({ errorType: 'ConflictError', errorMessage: 'it is taken' });
    expect(cause.trace[0]).toBe('ConflictError: it is taken');
  });

  test('that exits is a Runtime.ExitError', async () => {
    const { value } = await run('exit');
    expect(JSON.parse((value as { Cause: string }).Cause).errorMessage).toMatch(
      /Runtime exited with error: exit status 3$/,
    );
  });

  test('stays warm after it has thrown', async () => {
    const before = (await run('environment')).value as { calls: number };
    await run('catch-by-name');
    expect((await run('environment')).value).toMatchObject({ calls: before.calls + 2 });
  });

  test('runs on the Node of the repository, with its own variables and none of the cloud’s', async () => {
    const { value } = await run('environment');
    const { keys, node, declared } = value as { keys: string[]; node: string; declared: string };
    expect(node).toMatch(/^v24\./);
    expect(declared).toBe('INFO');
    expect(keys).toContain('AWS_EXECUTION_ENV');
    expect(keys.filter((key) => /SLUICE|GATEWAY|SFN_|HOME|DOCKER/.test(key))).toEqual([]);
  });

  test('that throws under waitForTaskToken fails the state at once', async () => {
    const { value, seconds } = await run('token-lambda-throws');
    expect(value).toMatchObject({ Error: 'ConflictError' });
    expect(seconds).toBeLessThan(5);
  });

  test('that takes too long is a States.Timeout, in real time, with the limit as an expression', async () => {
    const execution = await run('lambda-timeout-expression', { seconds: 1 });
    expect(execution.value).toMatchObject({ Error: 'States.Timeout' });
    expect(execution.seconds).toBeGreaterThanOrEqual(0.9);
    const history = await client.send(new GetExecutionHistoryCommand({ executionArn: execution.executionArn }));
    expect(history.events?.map((event) => event.type)).toContain('TaskTimedOut');
  });
});

describe('a task token', () => {
  test('times out on the scaled clock', async () => {
    const { value, seconds } = await run('token', { parameter: '/a', seconds: 10 });
    expect(value).toMatchObject({ Error: 'States.Timeout' });
    expect(seconds).toBeGreaterThan(10 * SCALE - 0.1);
    expect(seconds).toBeLessThan(4);
  });

  test('takes one answer and refuses a second one', async () => {
    const arn = await start('token', { parameter: '/b', seconds: 600 });
    const taskToken = await tokenOf('/b');
    await client.send(new SendTaskSuccessCommand({ taskToken, output: '{"abort":true}' }));
    expect((await ended(arn)).value).toEqual({ abort: true });
    const again = client.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
    await expect(again).rejects.toThrow(expect.objectContaining({ name: 'TaskTimedOut' }));
  });

  test('that was never given out is invalid', async () => {
    const made = client.send(new SendTaskSuccessCommand({ taskToken: 'made-up', output: '{}' }));
    await expect(made).rejects.toThrow(expect.objectContaining({ name: 'InvalidToken' }));
  });

  test('lives as long as heartbeats come and fails when they stop', async () => {
    const arn = await start('heartbeat', { parameter: '/c' });
    const taskToken = await tokenOf('/c');
    for (let beat = 0; beat < 3; beat++) {
      await new Promise((done) => setTimeout(done, 500));
      await client.send(new SendTaskHeartbeatCommand({ taskToken }));
    }
    expect((await describeExecution(arn)).status).toBe('RUNNING');
    const { value, seconds } = await ended(arn);
    expect(value).toMatchObject({ Error: 'States.HeartbeatTimeout' });
    expect(seconds).toBeGreaterThan(2);
  });
});

describe('an execution', () => {
  test('that takes longer than its machine allows is TIMED_OUT, and EventBridge says so', async () => {
    const { status, seconds, executionArn } = await run('timed-out');
    expect(status).toBe('TIMED_OUT');
    expect(seconds).toBeLessThan(3);
    expect(await heard(executionArn ?? '')).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout' });
  });

  test('that is stopped stays ABORTED when what it was doing ends', async () => {
    const arn = await start('token-lambda-throws');
    await client.send(new StopExecutionCommand({ executionArn: arn, error: 'Stopped', cause: 'by hand' }));
    await new Promise((done) => setTimeout(done, 1500));
    expect(await describeExecution(arn)).toMatchObject({ status: 'ABORTED', error: 'Stopped' });
    expect(await heard(arn)).toMatchObject({ status: 'ABORTED', error: 'Stopped', cause: 'by hand' });
  });

  test('started again with its name and input is the same one while it runs, and refused otherwise', async () => {
    const first = await start('waits', { a: 1 }, 'once');
    expect(await start('waits', { a: 1 }, 'once')).toBe(first);
    const exists = expect.objectContaining({ name: 'ExecutionAlreadyExists' });
    await expect(start('waits', { a: 2 }, 'once')).rejects.toThrow(exists);
    await client.send(new StopExecutionCommand({ executionArn: first }));
    await expect(start('waits', { a: 1 }, 'once')).rejects.toThrow(exists);
  });

  test('fails on a choice that is neither true nor false', async () => {
    expect(await run('choice')).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });

  test('waits no longer between retries than MaxDelaySeconds', async () => {
    const { value, seconds } = await run('retries');
    expect(value).toMatchObject({ Error: 'ConflictError' });
    expect(seconds).toBeLessThan(5);
  });
});

describe('a Parallel state', () => {
  test('fails as soon as one branch does, and the others stop', async () => {
    const arn = await start('parallel');
    const { value, seconds } = await ended(arn);
    expect(value).toMatchObject({ Error: 'First' });
    expect(seconds).toBeLessThan(2);
    await new Promise((done) => setTimeout(done, 20 * SCALE * 1000));
    const history = await client.send(new GetExecutionHistoryCommand({ executionArn: arn }));
    expect(history.events?.filter((event) => event.type === 'TaskScheduled')).toEqual([]);
  });

  test('takes Arguments and gives Output', async () => {
    expect((await run('parallel-output')).value).toEqual({ first: 2, second: 1 });
  });
});

describe('a nested execution', () => {
  test('that fails is States.TaskFailed with a description of the child', async () => {
    const { value } = await run('parent', { child: arns['fails'], name: 'nested-1' });
    expect(value).toMatchObject({ Error: 'States.TaskFailed' });
    const cause = JSON.parse((value as { Cause: string }).Cause);
    expect(cause).toMatchObject({ Status: 'FAILED', Error: 'TooBad', Cause: 'because', Name: 'nested-1' });
  });

  test('that succeeds gives its output as an object', async () => {
    const { value } = await run('parent', { child: arns['succeeds'], name: 'nested-2' });
    expect(value).toMatchObject({ Status: 'SUCCEEDED', Output: { answer: 42 } });
  });

  test('ends with its parent', async () => {
    const arn = await start('parent', { child: arns['waits'], name: 'nested-3' });
    const child = arn.replace(/:execution:.*/, ':execution:waits:nested-3');
    await eventually(
      () => describeExecution(child).catch(() => undefined),
      (found) => found?.status === 'RUNNING',
    );
    await client.send(new StopExecutionCommand({ executionArn: arn }));
    expect((await ended(child)).status).toBe('ABORTED');
  });
});

/** The detail of the status event about an execution, as a rule's target got it. */
async function heard(about: string): Promise<unknown> {
  const list = async () => {
    const listed = await client.send(new ListExecutionsCommand({ stateMachineArn: arns['hears'] }));
    const inputs = (listed.executions ?? []).map(
      async (e) => (await describeExecution(e.executionArn ?? '')).input ?? '{}',
    );
    return (await Promise.all(inputs)).map((input) => JSON.parse(input).detail);
  };
  const details = await eventually(list, (found) => found.some((detail) => detail?.executionArn === about));
  return details.find((detail) => detail?.executionArn === about);
}
