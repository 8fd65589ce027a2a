import { describe, expect, it } from 'vitest';
import { StatesError } from '#rehearsal/simulator/asl/errors.ts';
import type { Call, Hooks } from '#rehearsal/simulator/asl/hooks.ts';
import { ending, engineFor, machine, named, task } from './support/machines.ts';

const retried = { Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1, MaxAttempts: 1 }], TimeoutSeconds: 10 };

/** Runs one retried call with hooks and returns its outcome and what the function did. */
async function withHooks(hooks: Hooks, fields: object = retried) {
  const effects: number[] = [];
  const { clock, engine } = engineFor(
    { machine: machine({ Act: task('act', fields) }) },
    { hooks, functions: { act: async () => effects.push(1) } },
  );
  const execution = engine.start('machine', {});
  await clock.run();
  return { execution, effects: effects.length, seconds: (clock.now() - Date.parse(execution.startedAt)) / 1000 };
}

const first = (act: () => void | Promise<void>) => (call: { retryCount: number }) =>
  call.retryCount === 0 ? act() : undefined;
const broken = () => {
  throw new StatesError('Lambda.TooManyRequestsException', 'Rate exceeded');
};

describe('hooks', () => {
  it('fail a call before its effect', async () => {
    const { execution, effects } = await withHooks({ beforeCall: first(broken) });
    expect(execution.output).toBe(1);
    expect(effects).toBe(1);
  });

  it('fail a call after its effect', async () => {
    const { execution, effects } = await withHooks({ afterCall: first(broken) });
    expect(execution.output).toBe(2);
    expect(effects).toBe(2);
  });

  it.each(['beforeCall', 'afterCall'] as const)('let a call hang until its timeout: %s', async (place) => {
    const hang = first(() => new Promise<never>(() => {}));
    const { execution, effects, seconds } = await withHooks({ [place]: hang });
    expect(execution.status).toBe('SUCCEEDED');
    expect(effects).toBe(place === 'beforeCall' ? 1 : 2);
    expect(seconds).toBe(11);
  });

  it('fail a state before it does anything, as its Retry sees it', async () => {
    const { execution, effects } = await withHooks({ beforeState: first(broken) });
    expect(execution.status).toBe('SUCCEEDED');
    expect(effects).toBe(1);
  });

  it('stop an execution at a state: the state is entered and does nothing', async () => {
    const effects: string[] = [];
    const { clock, engine } = engineFor(
      { machine: machine({ Look: { Type: 'Pass', Next: 'Act' }, Act: task('act') }) },
      {
        hooks: {
          beforeState: ({ state, executionArn }) => {
            if (state === 'Act') engine.stop(executionArn);
          },
        },
        functions: { act: async () => effects.push('acted') },
      },
    );
    const execution = engine.start('machine', {});
    await clock.run();
    expect(effects).toEqual([]);
    expect(execution.history.slice(-2).map(({ type }) => type)).toEqual(['TaskStateEntered', 'ExecutionAborted']);
  });

  it('see every call with its number, its request and its outcome', async () => {
    const seen: unknown[] = [];
    const note = (call: Call) => [call.number, call.machine, call.state, call.functionName, call.retryCount];
    const { clock, engine } = engineFor(
      { machine: machine({ Act: task('act', retried) }) },
      {
        hooks: { afterCall: (call, outcome) => void seen.push([...note(call), outcome]) },
        functions: {
          act: async () => {
            if (seen.length === 0) throw named('NotYet', 'wait');
            return 'done';
          },
        },
      },
    );
    engine.start('machine', {});
    await clock.run();
    expect(seen).toEqual([
      [1, 'machine', 'Act', 'act', 0, { failure: named('NotYet', 'wait') }],
      [2, 'machine', 'Act', 'act', 1, { result: { ExecutedVersion: '$LATEST', Payload: 'done', StatusCode: 200 } }],
    ]);
  });

  it('that throw by mistake do not count as a failure of the machine', async () => {
    const mistaken = () => {
      throw new TypeError('a mistake in the explorer');
    };
    await expect(withHooks({ beforeState: mistaken })).rejects.toThrow('a mistake in the explorer');
  });
});

describe('services', () => {
  it('are answered by the handler that is registered for their resource', async () => {
    const resource = 'arn:aws:states:::dynamodb:putItem';
    const put = {
      Type: 'Task',
      Resource: resource,
      Arguments: { TableName: 'ledger' },
      Output: '{% $states.result %}',
      End: true,
    };
    const { clock, engine } = engineFor(
      { machine: machine({ Put: put }) },
      { integrations: { [resource]: async (request, { state }) => ({ request, state }) } },
    );
    const execution = engine.start('machine', {});
    await clock.run();
    expect(execution.output).toEqual({ request: { TableName: 'ledger' }, state: 'Put' });
  });

  it('fail by the name of their error, with their message as the cause', async () => {
    const resource = 'arn:aws:states:::aws-sdk:ssm:getParameter';
    const get = { Type: 'Task', Resource: resource, Arguments: { Name: 'a' }, End: true };
    const { clock, engine } = engineFor(
      { machine: machine({ Get: get }) },
      {
        integrations: {
          [resource]: async () => {
            throw named('Ssm.ParameterNotFoundException', 'There is no a');
          },
        },
      },
    );
    const execution = engine.start('machine', {});
    await clock.run();
    expect(ending(execution)).toEqual({
      status: 'FAILED',
      error: 'Ssm.ParameterNotFoundException',
      cause: 'There is no a',
    });
  });

  it('whose job runs receive a stop when their execution is stopped, and only then', async () => {
    const resource = 'arn:aws:states:::ecs:runTask.sync';
    const run = { Type: 'Task', Resource: resource, Arguments: {}, End: true };
    const stopped: string[] = [];
    const { clock, engine } = engineFor(
      { machine: machine({ Run: run }) },
      {
        integrations: {
          [resource]: async (_request, { executionArn, onAbandoned }) => {
            onAbandoned(() => stopped.push(executionArn));
            await clock.sleep(10);
            return {};
          },
        },
      },
    );
    const [finished, cut] = [engine.start('machine', {}), engine.start('machine', {})];
    clock.after(5, () => engine.stop(cut.arn));
    await clock.run();
    expect(stopped).toEqual([cut.arn]);
    expect(finished.status).toBe('SUCCEEDED');
  });

  it('get a copy of their request, and the machine a copy of their answer', async () => {
    const kept: { list: number[] } = { list: [1] };
    const { clock, engine } = engineFor(
      {
        machine: machine({
          Get: task('get', { End: undefined, Next: 'Change' }),
          Change: task('change', { End: undefined, Next: 'Tell', Output: '{% $states.input %}' }),
          Tell: { Type: 'Succeed' },
        }),
      },
      {
        functions: {
          get: async () => kept,
          change: async (payload) => {
            (payload as { list: number[] }).list.push(2);
            kept.list.push(3);
          },
        },
      },
    );
    const execution = engine.start('machine', {});
    await clock.run();
    expect(execution.output).toEqual({ list: [1] });
  });

  it('cannot change a literal of the definition through their request', async () => {
    const seen: string[] = [];
    const Payload = { list: [1] };
    const { clock, engine } = engineFor(
      {
        machine: machine({
          Each: {
            Type: 'Map',
            Items: [1, 2],
            ItemProcessor: {
              StartAt: 'Change',
              States: { Change: task('change', { Arguments: { FunctionName: 'change', Payload } }) },
            },
            End: true,
          },
        }),
      },
      {
        functions: {
          change: async (payload) => {
            seen.push(JSON.stringify(payload));
            (payload as { list: number[] }).list.push(2);
          },
        },
      },
    );
    engine.start('machine', {});
    await clock.run();
    expect(seen).toEqual(['{"list":[1]}', '{"list":[1]}']);
  });
});
