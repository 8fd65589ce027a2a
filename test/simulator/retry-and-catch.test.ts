import { describe, expect, it } from 'vitest';
import { StatesError } from '#rehearsal/simulator/asl/errors.ts';
import { ending, execute, machine, named, story, task } from './support/machines.ts';

/** A function that fails with these errors in turn, and then answers. */
const failing = (...errors: Error[]) => {
  const left = [...errors];
  return async () => {
    const error = left.shift();
    if (error) throw error;
    return 'done';
  };
};

const attempts = (events: string[]) =>
  events.filter((event) => event.includes('TaskScheduled')).map((event) => Number(event.split(' ')[0]));

const run = async (fields: object, ...errors: Error[]) =>
  execute(machine({ Call: task('call', fields) }), {}, { functions: { call: failing(...errors) } });

const notYet = () => named('NotYet');

describe('Retry', () => {
  it('waits longer each time, up to the longest delay', async () => {
    const execution = await run(
      { Retry: [{ ErrorEquals: ['NotYet'], IntervalSeconds: 2, BackoffRate: 3, MaxDelaySeconds: 10, MaxAttempts: 4 }] },
      ...[notYet(), notYet(), notYet(), notYet()],
    );
    expect(ending(execution)).toEqual({ status: 'SUCCEEDED', output: 'done' });
    expect(attempts(story(execution))).toEqual([0, 2, 8, 18, 28]);
  });

  it('tries three times more, after 1, 2 and 4 seconds, by default', async () => {
    const execution = await run({ Retry: [{ ErrorEquals: ['States.ALL'] }] }, ...[1, 2, 3, 4].map(notYet));
    expect(attempts(story(execution))).toEqual([0, 1, 3, 7]);
    expect(ending(execution)).toMatchObject({ status: 'FAILED', error: 'NotYet' });
  });

  it('counts for each retrier on its own', async () => {
    const retry = (name: string) => ({ ErrorEquals: [name], IntervalSeconds: 1, BackoffRate: 1, MaxAttempts: 1 });
    const execution = await run({ Retry: [retry('A'), retry('B')] }, named('A'), named('B'), named('A', 'again'));
    expect(attempts(story(execution))).toEqual([0, 1, 2]);
    expect(ending(execution)).toMatchObject({ status: 'FAILED', error: 'A' });
  });

  it('lets the first retrier that covers an error decide alone', async () => {
    const execution = await run(
      { Retry: [{ ErrorEquals: ['Fatal'], MaxAttempts: 0 }, { ErrorEquals: ['States.ALL'] }] },
      named('Fatal'),
    );
    expect(attempts(story(execution))).toEqual([0]);
  });

  it('spreads its delays between nothing and the full delay with full jitter', async () => {
    const retry = [{ ErrorEquals: ['NotYet'], IntervalSeconds: 100, MaxAttempts: 1, JitterStrategy: 'FULL' }];
    const delays = new Set<number>();
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const functions = { call: failing(notYet()) };
      const execution = await execute(machine({ Call: task('call', { Retry: retry }) }), {}, { functions, seed });
      delays.add(attempts(story(execution))[1]!);
    }
    expect(delays.size).toBe(6);
    expect([...delays].every((delay) => delay >= 0 && delay < 100)).toBe(true);
    expect(Math.max(...delays) - Math.min(...delays)).toBeGreaterThan(20);
  });

  it('gives the state its number of retries, and resets it at the next visit', async () => {
    const counted = task('call', {
      Arguments: { FunctionName: 'call', Payload: { retries: '{% $states.context.State.RetryCount %}' } },
      Retry: [{ ErrorEquals: ['NotYet'], BackoffRate: 1, MaxAttempts: 5 }],
    });
    const seen: unknown[] = [];
    const call = async (payload: unknown) => {
      seen.push(payload);
      if (seen.length < 3) throw notYet();
      return seen.length;
    };
    const definition = machine({ First: { ...counted, End: undefined, Next: 'Second' }, Second: counted });
    await execute(definition, {}, { functions: { call } });
    expect(seen).toEqual([{ retries: 0 }, { retries: 1 }, { retries: 2 }, { retries: 0 }]);
  });

  it('runs all branches of a Parallel again', async () => {
    const calls: string[] = [];
    const functions = {
      left: async () => calls.push('left'),
      right: failing(notYet()),
    };
    const branch = (name: string, functionName: string) => ({ StartAt: name, States: { [name]: task(functionName) } });
    const execution = await execute(
      machine({
        Both: {
          Type: 'Parallel',
          Branches: [branch('Left', 'left'), branch('Right', 'right')],
          Retry: [{ ErrorEquals: ['NotYet'] }],
          End: true,
        },
      }),
      {},
      { functions },
    );
    expect(ending(execution)).toEqual({ status: 'SUCCEEDED', output: [2, 'done'] });
  });
});

describe('what a name in ErrorEquals covers', () => {
  const caught = async (name: string, error: Error) => {
    const execution = await execute(
      machine({
        Call: task('call', {
          Catch: [{ ErrorEquals: [name], Output: 'caught', Next: 'End' }],
          Next: 'End',
          End: undefined,
        }),
        End: { Type: 'Succeed' },
      }),
      {},
      { functions: { call: failing(error) } },
    );
    return execution.output === 'caught';
  };
  const failure = (error: string) => new StatesError(error);

  it.each([
    ['NotYet', named('NotYet'), true],
    ['NotYet', named('Other'), false],
    ['States.ALL', named('Other'), true],
    ['States.ALL', failure('Lambda.TooManyRequestsException'), true],
    ['States.ALL', failure('States.Timeout'), true],
    ['States.ALL', failure('States.DataLimitExceeded'), false],
    ['States.ALL', failure('States.Runtime'), false],
    ['States.Runtime', failure('States.Runtime'), false],
    ['States.DataLimitExceeded', failure('States.DataLimitExceeded'), true],
    ['States.TaskFailed', named('Other'), true],
    ['States.TaskFailed', failure('States.QueryEvaluationError'), true],
    ['States.TaskFailed', failure('States.Timeout'), false],
    ['States.TaskFailed', failure('States.DataLimitExceeded'), false],
  ])('%s and %s: %s', async (name, error, expected) => {
    expect(await caught(name, error)).toBe(expected);
  });
});

describe('Catch', () => {
  it('checks its entries in order, after all retries', async () => {
    const execution = await execute(
      machine({
        Call: task('call', {
          Retry: [{ ErrorEquals: ['NotYet'], IntervalSeconds: 5, MaxAttempts: 1 }],
          Catch: [
            { ErrorEquals: ['Other'], Next: 'Wrong' },
            { ErrorEquals: ['NotYet'], Assign: { why: '{% $states.errorOutput %}' }, Next: 'Right' },
            { ErrorEquals: ['States.ALL'], Next: 'Wrong' },
          ],
        }),
        Right: { Type: 'Succeed', Output: { why: '{% $why %}', input: '{% $states.input %}' } },
        Wrong: { Type: 'Fail', Error: 'Wrong' },
      }),
      {},
      { functions: { call: failing(named('NotYet', 'one'), named('NotYet', 'two')) } },
    );
    const cause = '{"errorType":"NotYet","errorMessage":"two","trace":["NotYet: two"]}';
    const errorOutput = { Error: 'NotYet', Cause: cause };
    expect(ending(execution)).toEqual({ status: 'SUCCEEDED', output: { why: errorOutput, input: errorOutput } });
    expect(story(execution).slice(-5)).toEqual([
      '5 TaskFailed',
      '5 TaskStateExited Call',
      '5 SucceedStateEntered Right',
      '5 SucceedStateExited Right',
      '5 ExecutionSucceeded',
    ]);
  });

  it('fails the execution where a catcher itself cannot be evaluated', async () => {
    const execution = await execute(
      machine({
        Call: task('call', {
          Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput.No %}', Next: 'End' }],
        }),
        End: { Type: 'Succeed' },
      }),
      {},
      { functions: { call: failing(notYet()) } },
    );
    expect(ending(execution)).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });
});
