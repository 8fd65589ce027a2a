import { describe, expect, it } from 'vitest';
import { renderHistory } from '#rehearsal/simulator/asl/render-history.ts';
import { ending, execute, machine, named, story, task } from './support/machines.ts';

const big = 'x'.repeat(262_144);

describe('the history', () => {
  it('records a call of a function as AWS does, field by field', async () => {
    const execution = await execute(
      machine({ Call: task('echo', { TimeoutSeconds: 9, Assign: { seen: '{% $states.result.Payload.n %}' } }) }),
      { n: 1 },
      { functions: { echo: async (payload) => payload } },
    );
    const timestamp = '2026-01-05T09:00:00.000Z';
    const resource = { resource: 'invoke', resourceType: 'lambda' };
    const parameters = '{"FunctionName":"echo","Payload":{"n":1}}';
    const output = '{"ExecutedVersion":"$LATEST","Payload":{"n":1},"StatusCode":200}';
    const left = { name: 'Call', output: '{"n":1}', assignedVariables: { seen: '1' } };
    expect(execution.history).toEqual([
      { id: 1, previousEventId: 0, timestamp, type: 'ExecutionStarted', details: { input: '{"n":1}' } },
      { id: 2, previousEventId: 0, timestamp, type: 'TaskStateEntered', details: { name: 'Call', input: '{"n":1}' } },
      {
        id: 3,
        previousEventId: 2,
        timestamp,
        type: 'TaskScheduled',
        details: { ...resource, parameters, region: 'us-east-1', timeoutInSeconds: 9 },
      },
      { id: 4, previousEventId: 3, timestamp, type: 'TaskStarted', details: resource },
      { id: 5, previousEventId: 4, timestamp, type: 'TaskSucceeded', details: { ...resource, output } },
      { id: 6, previousEventId: 5, timestamp, type: 'TaskStateExited', details: left },
      { id: 7, previousEventId: 6, timestamp, type: 'ExecutionSucceeded', details: { output: '{"n":1}' } },
    ]);
  });

  it('records how a function failed', async () => {
    const conflict = async () => {
      throw named('ConflictError', 'taken');
    };
    const execution = await execute(machine({ Call: task('conflict') }), {}, { functions: { conflict } });
    const cause = '{"errorType":"ConflictError","errorMessage":"taken","trace":["ConflictError: taken"]}';
    expect(execution.history[4]).toMatchObject({ type: 'TaskFailed', details: { error: 'ConflictError', cause } });
    expect(ending(execution)).toEqual({ status: 'FAILED', error: 'ConflictError', cause });
  });

  it('records which expression failed', async () => {
    const execution = await execute(machine({ Look: { Type: 'Pass', Output: '{% $states.input.a.b %}', End: true } }));
    const cause =
      "The JSONata expression '$states.input.a.b' specified for the field 'Output' returned nothing (undefined).";
    expect(execution.history[2]).toMatchObject({
      type: 'EvaluationFailed',
      details: { error: 'States.QueryEvaluationError', cause, state: 'Look' },
    });
  });

  it('is readable by people', async () => {
    const execution = await execute(
      machine({
        Bake: { Type: 'Wait', Seconds: 4000, Next: 'Stop' },
        Stop: { Type: 'Fail', Error: 'Stopped', Cause: 'enough' },
      }),
      { service: 'api' },
    );
    expect(renderHistory(execution.history).split('\n')).toEqual([
      'started 2026-01-05T09:00:00.000Z',
      '#1       +0.000  ExecutionStarted         input={"service":"api"}',
      '#2       +0.000  WaitStateEntered         Bake input={"service":"api"}',
      '#3  +1:06:40.000  WaitStateExited          Bake output={"service":"api"}',
      '#4  +1:06:40.000  FailStateEntered         Stop input={"service":"api"}',
      '#5  +1:06:40.000  ExecutionFailed          error=Stopped cause=enough',
    ]);
    expect(renderHistory([])).toBe('(nothing happened)');
  });

  it('ends an execution with its 25,000th event', async () => {
    const execution = await execute(
      machine({ Spin: { Type: 'Pass', Next: 'Again' }, Again: { Type: 'Pass', Next: 'Spin' } }),
    );
    expect(ending(execution)).toEqual({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'The execution reached the maximum number of history events (25000).',
    });
    expect(execution.history.slice(-2).map(({ id, type }) => `${id} ${type}`)).toEqual([
      '24999 PassStateExited',
      '25000 ExecutionFailed',
    ]);
  });
});

describe('the payload limit of 256 KiB', () => {
  const limit = { status: 'FAILED', error: 'States.DataLimitExceeded' };

  it('holds for what a function returns, and States.ALL does not catch it', async () => {
    const call = task('big', { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Fine' }], End: undefined, Next: 'Fine' });
    const definition = machine({ Call: call, Fine: { Type: 'Succeed' } });
    const execution = await execute(definition, {}, { functions: { big: async () => big } });
    expect(ending(execution)).toMatchObject(limit);
    expect(story(execution).slice(-2)).toEqual(['0 TaskFailed', '0 ExecutionFailed']);
  });

  it('holds for outputs, arguments and variables', async () => {
    const double = '{% $states.input.text & $states.input.text %}';
    const input = { text: big.slice(0, 200_000) };
    const functions = { echo: async () => null };
    const pass = (fields: object) => machine({ Only: { Type: 'Pass', End: true, ...fields } });
    const calls = machine({ Only: task('echo', { Arguments: { FunctionName: 'echo', Payload: double } }) });
    for (const definition of [pass({ Output: double }), pass({ Assign: { text: double } }), calls]) {
      expect(ending(await execute(definition, input, { functions }))).toMatchObject(limit);
    }
    expect(ending(await execute(pass({}), input))).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('counts bytes, not characters', async () => {
    const pass = machine({ Only: { Type: 'Pass', Output: '{% $states.input & $states.input %}', End: true } });
    expect(ending(await execute(pass, 'é'.repeat(60_000)))).toMatchObject({ status: 'SUCCEEDED' });
    expect(ending(await execute(pass, 'é'.repeat(66_000)))).toMatchObject(limit);
  });

  it('holds for the input of an execution', async () => {
    await expect(execute(machine({ Only: { Type: 'Succeed' } }), big)).rejects.toThrow('larger than 262144 bytes');
  });
});
