import { describe, expect, it } from 'vitest';
import { ending, engineFor, execute, machine, story, task } from './support/machines.ts';

const never = () => new Promise<never>(() => {});

/** A Task that waits for its token to be answered; the function hands the token to the test. */
const waiting = (fields: object = {}) =>
  task('keep', {
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Arguments: { FunctionName: 'keep', Payload: { token: '{% $states.context.Task.Token %}' } },
    Output: '{% $states.result %}',
    ...fields,
  });

const tokenOf = (payload: unknown) => (payload as { token: string }).token;

describe('TimeoutSeconds of a Task', () => {
  it('ends an attempt, and a late answer changes nothing', async () => {
    const { clock, engine } = engineFor(
      { machine: machine({ Call: task('slow', { TimeoutSeconds: 10 }) }) },
      { functions: { slow: async () => clock.sleep(11) } },
    );
    const execution = engine.start('machine', {});
    await clock.run();
    expect(ending(execution)).toEqual({ status: 'FAILED', error: 'States.Timeout' });
    expect(story(execution)).toEqual([
      '0 ExecutionStarted',
      '0 TaskStateEntered Call',
      '0 TaskScheduled',
      '0 TaskStarted',
      '10 TaskTimedOut',
      '10 ExecutionFailed',
    ]);
  });

  it('does not end an attempt that answers in time', async () => {
    const { clock, engine } = engineFor(
      { machine: machine({ Call: task('quick', { TimeoutSeconds: 10 }) }) },
      { functions: { quick: async () => clock.sleep(9.999) } },
    );
    const execution = engine.start('machine', {});
    await clock.run();
    expect(execution.status).toBe('SUCCEEDED');
    expect(execution.stoppedAt).toBe('2026-01-05T09:00:09.999Z');
  });

  it('may be an expression, and each attempt has its own', async () => {
    const call = task('hang', {
      TimeoutSeconds: '{% $states.input.limit %}',
      Retry: [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 5, MaxAttempts: 1 }],
    });
    const execution = await execute(machine({ Call: call }), { limit: 7 }, { functions: { hang: never } });
    expect(story(execution).filter((event) => event.includes('TimedOut'))).toEqual([
      '7 TaskTimedOut',
      '19 TaskTimedOut',
    ]);
  });

  it.each([[0], [1.5], ['7'], [null]])('fails as a query where it is not a number of seconds: %s', async (limit) => {
    const call = task('hang', { TimeoutSeconds: '{% $states.input.limit %}' });
    const execution = await execute(machine({ Call: call }), { limit }, { functions: { hang: never } });
    expect(ending(execution)).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });

  it('is reported by LambdaFunctionTimedOut where the resource is the function itself', async () => {
    const call = {
      Type: 'Task',
      Resource: 'arn:aws:lambda:us-east-1:123456789012:function:hang',
      TimeoutSeconds: 3,
      End: true,
    };
    const execution = await execute(machine({ Call: call }), {}, { functions: { hang: never } });
    expect(story(execution).slice(2, 5)).toEqual([
      '0 LambdaFunctionScheduled',
      '0 LambdaFunctionStarted',
      '3 LambdaFunctionTimedOut',
    ]);
  });
});

describe('HeartbeatSeconds', () => {
  it('ends a task that is silent for too long, by the name of a timeout or of a heartbeat', async () => {
    for (const name of ['States.Timeout', 'States.HeartbeatTimeout']) {
      const states = {
        Wait: waiting({ HeartbeatSeconds: 5, TimeoutSeconds: 60, Catch: [{ ErrorEquals: [name], Next: 'Silent' }] }),
        Silent: { Type: 'Succeed' },
      };
      const execution = await execute(machine(states), {}, { functions: { keep: async () => null } });
      expect(ending(execution)).toEqual({ status: 'SUCCEEDED', output: { Error: 'States.Timeout' } });
      expect(execution.stoppedAt).toBe('2026-01-05T09:00:05.000Z');
    }
  });

  it('restarts with every heartbeat, while the timeout does not', async () => {
    let token = '';
    const { clock, engine } = engineFor(
      { machine: machine({ Wait: waiting({ HeartbeatSeconds: 5, TimeoutSeconds: 12 }) }) },
      { functions: { keep: async (payload) => (token = tokenOf(payload)) } },
    );
    const execution = engine.start('machine', {});
    for (const second of [4, 8, 11]) clock.after(second, () => engine.sendTaskHeartbeat(token));
    await clock.run();
    expect(execution.status).toBe('FAILED');
    expect(execution.stoppedAt).toBe('2026-01-05T09:00:12.000Z');
  });
});

describe('task tokens', () => {
  const wiring = (answer: (engine: ReturnType<typeof engineFor>['engine'], token: string) => void, fields = {}) => {
    let token = '';
    const { clock, engine } = engineFor(
      { machine: machine({ Wait: waiting({ TimeoutSeconds: 60, ...fields }) }) },
      { functions: { keep: async (payload) => (token = tokenOf(payload)) } },
    );
    clock.after(30, () => answer(engine, token));
    return { clock, engine, execution: engine.start('machine', {}) };
  };

  it('succeed with the output that is sent', async () => {
    const { clock, execution } = wiring((engine, token) => engine.sendTaskSuccess(token, { verdict: 'abort' }));
    await clock.run();
    expect(ending(execution)).toEqual({ status: 'SUCCEEDED', output: { verdict: 'abort' } });
    expect(story(execution).slice(2, 6)).toEqual([
      '0 TaskScheduled',
      '0 TaskStarted',
      '0 TaskSubmitted',
      '30 TaskSucceeded',
    ]);
  });

  it('fail with the error that is sent', async () => {
    const { clock, execution } = wiring((engine, token) => engine.sendTaskFailure(token, 'Refused', 'by a person'));
    await clock.run();
    expect(ending(execution)).toEqual({ status: 'FAILED', error: 'Refused', cause: 'by a person' });
  });

  it('can be answered once, and not after the task is over', async () => {
    const refusals: string[] = [];
    const { clock, engine } = wiring((states, token) => {
      states.sendTaskSuccess(token, 1);
      for (const late of [token, 'invented']) {
        try {
          states.sendTaskSuccess(late, 2);
        } catch (error) {
          refusals.push((error as Error).name);
        }
      }
    });
    await clock.run();
    expect(refusals).toEqual(['TaskTimedOut', 'InvalidToken']);
    expect(engine.executions()[0]!.output).toBe(1);
  });

  it('fail at once where the function that should carry the token fails', async () => {
    const definition = machine({ Wait: waiting({ TimeoutSeconds: 60 }) });
    const keep = async () => {
      throw Object.assign(new Error('no queue'), { name: 'CarrierLost' });
    };
    const execution = await execute(definition, {}, { functions: { keep } });
    expect(ending(execution)).toMatchObject({ status: 'FAILED', error: 'CarrierLost' });
    expect(execution.stoppedAt).toBe(execution.startedAt);
  });

  it('may be answered while the function still runs', async () => {
    const { clock, engine } = engineFor(
      { machine: machine({ Wait: waiting() }) },
      {
        functions: {
          keep: async (payload) => {
            engine.sendTaskSuccess(tokenOf(payload), 'early');
            await clock.sleep(5);
          },
        },
      },
    );
    const execution = engine.start('machine', {});
    await clock.run();
    expect(ending(execution)).toEqual({ status: 'SUCCEEDED', output: 'early' });
    expect(story(execution).some((event) => event.includes('TaskSubmitted'))).toBe(false);
  });
});

describe('TimeoutSeconds of a machine', () => {
  it('ends the execution as timed out; the error is in the history alone', async () => {
    const execution = await execute(machine({ Wait: { Type: 'Wait', Seconds: 25, End: true } }, { TimeoutSeconds: 3 }));
    expect(ending(execution)).toEqual({ status: 'TIMED_OUT' });
    expect(story(execution)).toEqual(['0 ExecutionStarted', '0 WaitStateEntered Wait', '3 ExecutionTimedOut']);
    expect(execution.history[2]).toMatchObject({ previousEventId: 2, details: { error: 'States.Timeout' } });
  });

  it('leaves no event behind when the execution ends before', async () => {
    const { clock, engine } = engineFor({ machine: machine({ End: { Type: 'Succeed' } }, { TimeoutSeconds: 3000 }) });
    engine.start('machine', {});
    await clock.run();
    expect(clock.iso()).toBe('2026-01-05T09:00:00.000Z');
  });
});

describe('Wait', () => {
  it.each([
    [{ Seconds: 90 }, {}, '2026-01-05T09:01:30.000Z'],
    [{ Seconds: '{% $states.input.bake * 60 %}' }, { bake: 10 }, '2026-01-05T09:10:00.000Z'],
    [{ Timestamp: '2026-01-05T12:00:00Z' }, {}, '2026-01-05T12:00:00.000Z'],
    [{ Timestamp: '{% $fromMillis($millis() + 1500) %}' }, {}, '2026-01-05T09:00:01.500Z'],
    [{ Timestamp: '2020-01-01T00:00:00Z' }, {}, '2026-01-05T09:00:00.000Z'],
    [{ Seconds: 0 }, {}, '2026-01-05T09:00:00.000Z'],
  ])('%j waits until %s', async (fields, input, until) => {
    const execution = await execute(machine({ Wait: { Type: 'Wait', ...fields, End: true } }), input);
    expect(execution).toMatchObject({ status: 'SUCCEEDED', stoppedAt: until });
  });

  it.each([[{ Seconds: '{% 1.5 %}' }], [{ Seconds: '{% -1 %}' }], [{ Timestamp: '{% "tomorrow" %}' }]])(
    'fails where %j is not a time',
    async (fields) => {
      const execution = await execute(machine({ Wait: { Type: 'Wait', ...fields, End: true } }));
      expect(ending(execution)).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    },
  );
});
