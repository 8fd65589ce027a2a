import { GetExecutionHistoryCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { callFunction, callWithToken, catching, caught, Machines, one, wait } from './machines.ts';
import { deploy, inputsOf, recordingMachine, ref, ruleStarting, type Deployed } from './stack.ts';
import { eventually, localCloud } from './support.ts';

const SCALE = 0.1;
const SLOW_BRANCH_SECONDS = 40;
const cloud = localCloud({ clockSpeed: 1 / SCALE });

const machines = new Machines(cloud, {
  'throws-late': one(callWithToken({ sleep: 1500, throw: true }, catching(['States.ALL'])), caught),
  'timed-out': { TimeoutSeconds: 1, ...one(wait(600)) },
  waits: one(wait(600)),
  choice: one(
    { Type: 'Choice', Choices: [{ Condition: '{% "yes" %}', Next: 'End' }], Default: 'End' },
    { End: { Type: 'Succeed' } },
  ),
  parallel: one(
    {
      Type: 'Parallel',
      Branches: [
        one({ Type: 'Fail', Error: 'First', Cause: 'at once' }),
        {
          StartAt: 'Slow',
          States: { Slow: { Type: 'Wait', Seconds: SLOW_BRANCH_SECONDS, Next: 'Call' }, Call: callFunction({}) },
        },
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
});

let hearing: Deployed;
beforeAll(async () => {
  hearing = await deploy(cloud.settings(), 'hearing', {
    Resources: {
      Hears: recordingMachine('hears'),
      Heard: ruleStarting('Hears', { source: ['aws.states'], detail: { status: ['TIMED_OUT', 'ABORTED'] } }),
    },
    Outputs: { Hears: { Value: ref('Hears') } },
  });
  expect(hearing.reasons).toEqual([]);
});

describe('an execution', () => {
  test('that takes longer than its machine allows is TIMED_OUT, and EventBridge gets the event', async () => {
    const { status, seconds, executionArn } = await machines.run('timed-out');
    expect(status).toBe('TIMED_OUT');
    expect(seconds).toBeGreaterThanOrEqual(0.9);
    expect(seconds).toBeLessThan(40);
    expect(await heard(executionArn)).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout' });
  });

  test('that is stopped stays ABORTED when its running task ends', async () => {
    const arn = await machines.start('throws-late');
    await machines.client.send(new StopExecutionCommand({ executionArn: arn, error: 'Stopped', cause: 'by hand' }));
    await sleep(2500);
    expect(await machines.describe(arn)).toMatchObject({ status: 'ABORTED', error: 'Stopped' });
    expect(await heard(arn)).toMatchObject({ status: 'ABORTED', error: 'Stopped', cause: 'by hand' });
  });

  test('started again with its name and input is the same one while it runs, and refused otherwise', async () => {
    const first = await machines.start('waits', { a: 1 }, 'once');
    expect(await machines.start('waits', { a: 1 }, 'once')).toBe(first);
    const exists = expect.objectContaining({ name: 'ExecutionAlreadyExists' });
    await expect(machines.start('waits', { a: 2 }, 'once')).rejects.toThrow(exists);
    await machines.client.send(new StopExecutionCommand({ executionArn: first }));
    await expect(machines.start('waits', { a: 1 }, 'once')).rejects.toThrow(exists);
  });

  test('fails on a choice that is neither true nor false', async () => {
    expect(await machines.run('choice')).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });
});

describe('a Parallel state', () => {
  test('fails as soon as one branch does, and the others stop', async () => {
    const arn = await machines.start('parallel');
    const { value, seconds } = await machines.ended(arn);
    expect(value).toMatchObject({ Error: 'First' });
    expect(seconds).toBeLessThan(SLOW_BRANCH_SECONDS);
    await sleep(SLOW_BRANCH_SECONDS * SCALE * 1000);
    const history = await machines.client.send(new GetExecutionHistoryCommand({ executionArn: arn }));
    expect(history.events?.filter((event) => event.type === 'TaskScheduled')).toEqual([]);
  });

  test('takes Arguments and gives Output', async () => {
    expect((await machines.run('parallel-output')).value).toEqual({ first: 2, second: 1 });
  });
});

describe('a nested execution', () => {
  test('that fails is States.TaskFailed with a description of the child', async () => {
    const { value } = await machines.run('parent', { child: machines.arn('fails'), name: 'nested-1' });
    expect(value).toMatchObject({ Error: 'States.TaskFailed' });
    const cause = JSON.parse((value as { Cause: string }).Cause);
    expect(cause).toMatchObject({ Status: 'FAILED', Error: 'TooBad', Cause: 'because', Name: 'nested-1' });
  });

  test('that succeeds gives its output as an object', async () => {
    const { value } = await machines.run('parent', { child: machines.arn('succeeds'), name: 'nested-2' });
    expect(value).toMatchObject({ Status: 'SUCCEEDED', Output: { answer: 42 } });
  });

  test('ends with its parent', async () => {
    const arn = await machines.start('parent', { child: machines.arn('waits'), name: 'nested-3' });
    const child = arn.replace(/:execution:.*/, ':execution:waits:nested-3');
    await eventually(
      () => machines.describe(child).catch(() => undefined),
      (found) => found?.status === 'RUNNING',
    );
    await machines.client.send(new StopExecutionCommand({ executionArn: arn }));
    expect((await machines.ended(child)).status).toBe('ABORTED');
  });
});

/** The detail of the status event about an execution, as a rule's target got it. */
async function heard(about = ''): Promise<unknown> {
  const details = await eventually(
    async () => (await inputsOf(cloud.settings(), hearing.outputs['Hears'])).map(({ detail }) => detail),
    (found) => found.some((detail) => detail?.executionArn === about),
  );
  return details.find((detail) => detail?.executionArn === about);
}
