import { describe, expect, it } from 'vitest';
import type { Execution } from '#rehearsal/simulator/asl/execution.ts';
import { apiError, engineFor, machine, story, task, wait } from './support/machines.ts';

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

  it('reports each status to a listener', async () => {
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
