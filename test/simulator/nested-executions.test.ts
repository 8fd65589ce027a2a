import { describe, expect, it } from 'vitest';
import { ending, engineFor, machine, wait } from './support/machines.ts';

/** A parent whose one Task runs the machine `child` and waits for it. */
const parent = (fields: object = {}, request: object = {}) =>
  machine({
    Run: {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Arguments: { StateMachineArn: 'child', Input: { n: 1 }, Name: 'of-test', ...request },
      End: true,
      ...fields,
    },
  });

describe('a nested execution', () => {
  it('gives its output to the parent that waits for it', async () => {
    const child = machine({ Add: { Type: 'Pass', Output: { n: '{% $states.input.n + 1 %}' }, End: true } });
    const { clock, engine } = engineFor({ parent: parent({ Output: '{% $states.result %}' }), child });
    const execution = engine.start('parent', {});
    await clock.run();
    expect(execution.output).toMatchObject({
      ExecutionArn: 'arn:aws:states:us-east-1:123456789012:execution:child:of-test',
      Input: { n: 1 },
      Output: { n: 2 },
      Status: 'SUCCEEDED',
    });
  });

  it.each([
    ['FAILED', machine({ Break: { Type: 'Fail', Error: 'Broken', Cause: 'on purpose' } })],
    ['TIMED_OUT', machine({ Wait: wait(9) }, { TimeoutSeconds: 2 })],
  ])('that ends %s fails the parent as States.TaskFailed with its description', async (status, child) => {
    const { clock, engine } = engineFor({ parent: parent(), child });
    const execution = engine.start('parent', {});
    await clock.run();
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed' });
    expect(JSON.parse(execution.cause!)).toMatchObject({ Status: status, Name: 'of-test', Input: '{"n":1}' });
    if (status === 'FAILED')
      expect(JSON.parse(execution.cause!)).toMatchObject({ Error: 'Broken', Cause: 'on purpose' });
  });

  it('is stopped with the parent that waits for it', async () => {
    const { clock, engine } = engineFor({ parent: parent(), child: machine({ Wait: wait(100) }) });
    const execution = engine.start('parent', {});
    clock.after(10, () => engine.stop(execution.arn, 'Superseded', 'by a newer request'));
    await clock.run();
    expect(ending(execution)).toEqual({ status: 'ABORTED', error: 'Superseded', cause: 'by a newer request' });
    expect(engine.executions().map(({ machine: name, status }) => [name, status])).toEqual([
      ['parent', 'ABORTED'],
      ['child', 'ABORTED'],
    ]);
    expect(clock.iso()).toBe('2026-01-05T09:00:10.000Z');
  });

  it('is stopped when a sibling branch of the parent fails', async () => {
    const branch = (name: string, state: object) => ({ StartAt: name, States: { [name]: state } });
    const run = (parent()['States'] as { Run: object }).Run;
    const definition = machine({
      Both: {
        Type: 'Parallel',
        Branches: [branch('Run', run), branch('Fall', { Type: 'Fail', Error: 'Fell' })],
        End: true,
      },
    });
    const { clock, engine } = engineFor({ definition, child: machine({ Wait: wait(100) }) });
    engine.start('definition', {});
    await clock.run();
    expect(engine.executions().map(({ status }) => status)).toEqual(['FAILED', 'ABORTED']);
  });

  it('continues when only the task that waits for it times out', async () => {
    const { clock, engine } = engineFor({
      parent: parent({ TimeoutSeconds: 5 }),
      child: machine({ Wait: wait(100) }),
    });
    engine.start('parent', {});
    await clock.run();
    expect(engine.executions().map(({ status }) => status)).toEqual(['FAILED', 'SUCCEEDED']);
  });

  it('that no parent waits for runs independently', async () => {
    const start = { Resource: 'arn:aws:states:::states:startExecution', Output: '{% $keys($states.result) %}' };
    const { clock, engine } = engineFor({ parent: parent(start), child: machine({ Wait: wait(100) }) });
    const execution = engine.start('parent', {});
    await clock.run();
    expect(execution).toMatchObject({ output: ['ExecutionArn', 'StartDate'], stoppedAt: execution.startedAt });
    expect(engine.executions()[1]).toMatchObject({ status: 'SUCCEEDED', stoppedAt: '2026-01-05T09:01:40.000Z' });
  });

  it('cannot reuse a name', async () => {
    const { clock, engine } = engineFor({ parent: parent(), child: machine({ End: { Type: 'Succeed' } }) });
    engine.start('child', {}, { name: 'of-test' });
    const execution = engine.start('parent', {});
    await clock.run();
    expect(execution.error).toBe('StepFunctions.ExecutionAlreadyExistsException');
  });

  it('of a machine that does not exist fails by that name', async () => {
    const { clock, engine } = engineFor({ parent: parent({}, { StateMachineArn: '{% "no" & "where" %}' }) });
    const execution = engine.start('parent', {});
    await clock.run();
    expect(execution.error).toBe('StepFunctions.StateMachineDoesNotExistException');
  });
});
