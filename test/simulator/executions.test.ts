import { describe, expect, it } from 'vitest';
import type { Execution } from '#rehearsal/simulator/asl/execution.ts';
import { ending, engineFor, machine, named, story, task } from './support/machines.ts';

const wait = (seconds: number) => ({ Type: 'Wait', Seconds: seconds, End: true });

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

const apiError = (act: () => unknown): string => {
  try {
    act();
    return 'no error';
  } catch (error) {
    return (error as Error).name;
  }
};

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

  it('goes on by itself when only the task that waits for it times out', async () => {
    const { clock, engine } = engineFor({
      parent: parent({ TimeoutSeconds: 5 }),
      child: machine({ Wait: wait(100) }),
    });
    engine.start('parent', {});
    await clock.run();
    expect(engine.executions().map(({ status }) => status)).toEqual(['FAILED', 'SUCCEEDED']);
  });

  it('that nobody waits for runs on its own', async () => {
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

describe('the name of an execution', () => {
  const waits = { machine: machine({ Wait: wait(10) }) };

  it('is the same execution while it runs with the same input', () => {
    const { engine } = engineFor(waits);
    const first = engine.start('machine', { n: 1 }, { name: 'once' });
    expect(engine.start('machine', { n: 1 }, { name: 'once' })).toBe(first);
    expect(engine.executions()).toHaveLength(1);
  });

  it('is taken for another input, and after the end', async () => {
    const { clock, engine } = engineFor(waits);
    engine.start('machine', { n: 1 }, { name: 'once' });
    expect(apiError(() => engine.start('machine', { n: 2 }, { name: 'once' }))).toBe('ExecutionAlreadyExists');
    await clock.run();
    expect(apiError(() => engine.start('machine', { n: 1 }, { name: 'once' }))).toBe('ExecutionAlreadyExists');
  });

  it('is checked, as are machine and execution', () => {
    const { engine } = engineFor(waits);
    expect(apiError(() => engine.start('machine', {}, { name: 'with space' }))).toBe('InvalidName');
    expect(apiError(() => engine.start('nowhere', {}))).toBe('StateMachineDoesNotExist');
    expect(apiError(() => engine.stop('arn:nothing'))).toBe('ExecutionDoesNotExist');
  });
});

describe('StopExecution', () => {
  it('ends everything at once: no state runs on, no effect comes later', async () => {
    const effects: string[] = [];
    const { clock, engine } = engineFor(
      {
        machine: machine({
          Wait: { ...wait(5), End: undefined, Next: 'Act' },
          Act: task('act'),
        }),
      },
      { functions: { act: async () => effects.push('acted') } },
    );
    const execution = engine.start('machine', {});
    clock.after(4, () => engine.stop(execution.arn));
    await clock.run();
    expect(effects).toEqual([]);
    expect(story(execution)).toEqual(['0 ExecutionStarted', '0 WaitStateEntered Wait', '4 ExecutionAborted']);
  });

  it('leaves a function that runs to its end, and ignores its answer', async () => {
    const effects: string[] = [];
    const { clock, engine } = engineFor(
      { machine: machine({ Act: task('act') }) },
      {
        functions: {
          act: async () => {
            await clock.sleep(10);
            effects.push('acted');
          },
        },
      },
    );
    const execution = engine.start('machine', {});
    clock.after(4, () => engine.stop(execution.arn));
    await clock.run();
    expect(effects).toEqual(['acted']);
    expect(execution.status).toBe('ABORTED');
    expect(execution.history.at(-1)!.type).toBe('ExecutionAborted');
  });

  it('changes nothing about an execution that has ended', async () => {
    const { clock, engine } = engineFor({ machine: machine({ End: { Type: 'Succeed' } }) });
    const execution = engine.start('machine', {});
    await clock.run();
    engine.stop(execution.arn);
    expect(execution.status).toBe('SUCCEEDED');
  });

  it('tells whoever watches the statuses', async () => {
    const seen: string[] = [];
    const { clock, engine } = engineFor(
      { machine: machine({ Wait: wait(5) }) },
      { onStatusChange: ({ name, status }: Execution) => seen.push(`${name} ${status}`) },
    );
    engine.start('machine', {}, { name: 'a' });
    const stopped = engine.start('machine', {}, { name: 'b' });
    clock.after(1, () => engine.stop(stopped.arn));
    await clock.run();
    expect(seen).toEqual(['a RUNNING', 'b RUNNING', 'b ABORTED', 'a SUCCEEDED']);
  });
});

describe('RedriveExecution', () => {
  it('goes on from the state that failed, with its input and all variables', async () => {
    let healthy = false;
    const calls: string[] = [];
    const { clock, engine } = engineFor(
      {
        machine: machine({
          First: task('first', { End: undefined, Next: 'Second', Assign: { kept: '{% $states.result.Payload %}' } }),
          Second: task('second', { End: undefined, Next: 'Tell', Retry: [{ ErrorEquals: ['Ill'], MaxAttempts: 1 }] }),
          Tell: { Type: 'Succeed', Output: ['{% $kept %}', '{% $states.context.Execution.RedriveCount %}'] },
        }),
      },
      {
        functions: {
          first: async () => `first ${calls.push('first')}`,
          second: async () => {
            calls.push('second');
            if (!healthy) throw named('Ill');
          },
        },
      },
    );
    const execution = engine.start('machine', {});
    await clock.run();
    expect(execution.status).toBe('FAILED');
    healthy = true;
    clock.after(60, () => engine.redrive(execution.arn));
    await clock.run();
    expect(ending(execution)).toEqual({ status: 'SUCCEEDED', output: ['first 1', 1] });
    expect(calls).toEqual(['first', 'second', 'second', 'second']);
    expect(story(execution).slice(-9)).toEqual([
      '1 ExecutionFailed',
      '61 ExecutionRedriven',
      '61 TaskScheduled',
      '61 TaskStarted',
      '61 TaskSucceeded',
      '61 TaskStateExited Second',
      '61 SucceedStateEntered Tell',
      '61 SucceedStateExited Tell',
      '61 ExecutionSucceeded',
    ]);
  });

  it('runs only the branches that had not succeeded', async () => {
    const calls: string[] = [];
    let healthy = false;
    const branch = (name: string, functionName: string) => ({ StartAt: name, States: { [name]: task(functionName) } });
    const { clock, engine } = engineFor(
      {
        machine: machine({
          All: {
            Type: 'Parallel',
            Branches: [branch('Done', 'done'), branch('Breaks', 'breaks'), branch('Slow', 'slow')],
            End: true,
          },
        }),
      },
      {
        functions: {
          done: async () => calls.push('done'),
          breaks: async () => {
            await clock.sleep(1);
            calls.push('breaks');
            if (!healthy) throw named('Ill');
          },
          slow: async () => {
            calls.push('slow');
            await clock.sleep(2);
          },
        },
      },
    );
    const execution = engine.start('machine', {});
    await clock.run();
    healthy = true;
    engine.redrive(execution.arn);
    await clock.run();
    expect(execution.status).toBe('SUCCEEDED');
    expect(calls).toEqual(['done', 'slow', 'breaks', 'slow', 'breaks']);
  });

  it('starts the timeout of the machine anew', async () => {
    const { clock, engine } = engineFor({ machine: machine({ Wait: wait(10) }, { TimeoutSeconds: 6 }) });
    const execution = engine.start('machine', {});
    await clock.run();
    engine.redrive(execution.arn);
    await clock.run();
    expect(execution).toMatchObject({ status: 'TIMED_OUT', stoppedAt: '2026-01-05T09:00:12.000Z', redriveCount: 1 });
  });

  it('is refused while an execution runs, after success, and after 14 days', async () => {
    const { clock, engine } = engineFor({
      good: machine({ Wait: wait(10) }),
      bad: machine({ Break: { Type: 'Fail', Error: 'Broken' } }),
    });
    const [good, bad] = [engine.start('good', {}), engine.start('bad', {})];
    const redrive = (execution: Execution) => apiError(() => engine.redrive(execution.arn));
    expect(redrive(good)).toBe('ExecutionNotRedrivable');
    await clock.run();
    expect(redrive(good)).toBe('ExecutionNotRedrivable');
    await clock.runFor(14 * 86_400 + 1);
    expect(redrive(bad)).toBe('ExecutionNotRedrivable');
  });
});
