import { describe, expect, it } from 'vitest';
import { ending, engineFor, execute, machine, named, story, task, wait } from './support/machines.ts';

const branch = (states: Record<string, object>) => ({ StartAt: Object.keys(states)[0], States: states });
const parallel = (...branches: object[]) => machine({ Both: { Type: 'Parallel', Branches: branches, End: true } });

describe('Parallel', () => {
  it('fails with the first failure at once, and its branches have no further effect', async () => {
    const effects: string[] = [];
    const execution = await execute(
      parallel(
        branch({ Fall: { Type: 'Wait', Seconds: 2, Next: 'Fell' }, Fell: { Type: 'Fail', Error: 'Fell' } }),
        branch({ Sleep: { Type: 'Wait', Seconds: 3, Next: 'Act' }, Act: task('act') }),
      ),
      {},
      { functions: { act: async () => effects.push('acted') } },
    );
    expect(ending(execution)).toEqual({ status: 'FAILED', error: 'Fell' });
    expect(effects).toEqual([]);
    expect(story(execution)).toEqual([
      '0 ExecutionStarted',
      '0 ParallelStateEntered Both',
      '0 ParallelStateStarted',
      '0 WaitStateEntered Fall',
      '0 WaitStateEntered Sleep',
      '2 WaitStateExited Fall',
      '2 FailStateEntered Fell',
      '2 WaitStateAborted',
      '2 ParallelStateFailed',
      '2 ExecutionFailed',
    ]);
  });

  it('does not let a branch continue after another one failed', async () => {
    const definition = machine({
      Both: {
        Type: 'Parallel',
        Branches: [
          branch({ Slow: { Type: 'Pass', Output: '{% 1 %}', End: true } }),
          branch({ Fall: { Type: 'Wait', Seconds: 2, Next: 'Fell' }, Fell: { Type: 'Fail', Error: 'Fell' } }),
        ],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Rest' }],
        End: true,
      },
      Rest: wait(10),
    });
    const { clock, engine } = engineFor(
      { machine: definition },
      { hooks: { beforeState: async ({ state }) => (state === 'Slow' ? clock.sleep(5) : undefined) } },
    );
    const execution = engine.start('machine', {});
    await clock.run();
    expect(story(execution).slice(-5)).toEqual([
      '2 ParallelStateFailed',
      '2 ParallelStateExited Both',
      '2 WaitStateEntered Rest',
      '12 WaitStateExited Rest',
      '12 ExecutionSucceeded',
    ]);
  });

  it('lets branches see the variables around them, and gives each its own besides', async () => {
    const definition = machine({
      Set: { Type: 'Pass', Assign: { outer: 1 }, Next: 'Both' },
      Both: {
        Type: 'Parallel',
        Branches: [1, 2].map((own) =>
          branch({
            [`Set${own}`]: { Type: 'Pass', Assign: { own }, Next: `Tell${own}` },
            [`Tell${own}`]: { Type: 'Pass', Output: '{% [$outer, $own] %}', End: true },
          }),
        ),
        Next: 'After',
      },
      After: { Type: 'Pass', Output: '{% [$states.input, $exists($own)] %}', End: true },
    });
    expect((await execute(definition)).output).toEqual([[1, 1], [1, 2], false]);
  });

  it('forks its history: each branch follows from the start of the state', async () => {
    const execution = await execute(parallel(branch({ A: wait(1) }), branch({ B: wait(2) })));
    const links = execution.history.map(({ id, previousEventId, type }) => `${previousEventId} → ${id} ${type}`);
    expect(links).toEqual([
      '0 → 1 ExecutionStarted',
      '0 → 2 ParallelStateEntered',
      '2 → 3 ParallelStateStarted',
      '3 → 4 WaitStateEntered',
      '3 → 5 WaitStateEntered',
      '4 → 6 WaitStateExited',
      '5 → 7 WaitStateExited',
      '7 → 8 ParallelStateSucceeded',
      '8 → 9 ParallelStateExited',
      '9 → 10 ExecutionSucceeded',
    ]);
  });
});

describe('Map', () => {
  const each = (processor: Record<string, object>, fields: object = {}) =>
    machine({ Each: { Type: 'Map', Items: '{% [1..4] %}', ItemProcessor: branch(processor), End: true, ...fields } });

  it.each([
    [1, 40],
    [2, 20],
    [0, 10],
    ['{% 3 %}', 20],
  ])('with MaxConcurrency %s takes %d seconds for four items of ten', async (MaxConcurrency, seconds) => {
    const execution = await execute(each({ Work: wait(10) }, { MaxConcurrency }));
    expect((Date.parse(execution.stoppedAt!) - Date.parse(execution.startedAt)) / 1000).toBe(seconds);
  });

  it.each([0, 100])(
    'never runs more than 40 iterations at a time, also when %d are asked for',
    async (MaxConcurrency) => {
      let running = 0;
      let most = 0;
      const { clock, engine } = engineFor(
        { machine: each({ Work: task('work') }, { Items: '{% [1..100] %}', MaxConcurrency }) },
        {
          functions: {
            work: async () => {
              most = Math.max(most, ++running);
              await clock.sleep(1);
              running--;
            },
          },
        },
      );
      engine.start('machine', {});
      await clock.run();
      expect(most).toBe(40);
    },
  );

  it('gives its results in the order of the items, not of finishing', async () => {
    const definition = each({
      Work: { Type: 'Wait', Seconds: '{% 10 - $states.input %}', Next: 'Tell' },
      Tell: { Type: 'Succeed' },
    });
    expect((await execute(definition)).output).toEqual([1, 2, 3, 4]);
  });

  it('fails with the first failing item and aborts the others', async () => {
    const work = async (item: unknown) => {
      if (item === 2) throw named('BadItem');
      return new Promise<never>(() => {});
    };
    const execution = await execute(
      each({ Work: task('work') }, { Items: '{% [1..3] %}' }),
      {},
      { functions: { work } },
    );
    expect(ending(execution)).toMatchObject({ status: 'FAILED', error: 'BadItem' });
    expect(story(execution).slice(-8)).toEqual([
      '0 MapIterationFailed Each 1',
      '0 TaskStateAborted',
      '0 MapIterationAborted Each 0',
      '0 TaskStateAborted',
      '0 MapIterationAborted Each 2',
      '0 TaskStateAborted',
      '0 MapStateFailed',
      '0 ExecutionFailed',
    ]);
  });
});
