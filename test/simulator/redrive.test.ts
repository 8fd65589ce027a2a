import { describe, expect, it } from 'vitest';
import type { Execution } from '#rehearsal/simulator/asl/execution.ts';
import { apiError, ending, engineFor, machine, named, story, task, wait } from './support/machines.ts';

describe('RedriveExecution', () => {
  it('continues from the state that failed, with its input and all variables', async () => {
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

  it('resets the retries', async () => {
    let calls = 0;
    const { clock, engine } = engineFor(
      { machine: machine({ Act: task('act', { Retry: [{ ErrorEquals: ['Ill'], MaxAttempts: 2 }] }) }) },
      {
        functions: {
          act: async () => {
            calls++;
            throw named('Ill');
          },
        },
      },
    );
    const execution = engine.start('machine', {});
    await clock.run();
    engine.redrive(execution.arn);
    await clock.run();
    expect(calls).toBe(6);
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

  it('restarts the timeout of the machine', async () => {
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
