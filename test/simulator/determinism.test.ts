import { describe, expect, it } from 'vitest';
import type { Definition } from '#rehearsal/simulator/asl/program.ts';
import { engineFor, machine, named, task } from './support/machines.ts';

/** Everything that could make two runs differ: jitter, UUIDs, shuffles, concurrent calls, unnamed executions. */
const busy: Definition = machine({
  Pick: {
    Type: 'Pass',
    Output: { id: '{% $uuid() %}', order: '{% $shuffle([1..6]) %}', at: '{% $now() %}' },
    Next: 'Each',
  },
  Each: {
    Type: 'Map',
    Items: '{% $states.input.order %}',
    MaxConcurrency: 4,
    ItemProcessor: {
      StartAt: 'Call',
      States: {
        Call: task('flaky', {
          Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 3, MaxAttempts: 20, JitterStrategy: 'FULL' }],
        }),
      },
    },
    End: true,
  },
});

async function record(seed: number): Promise<{ text: string; events: number }> {
  let calls = 0;
  const { clock, engine } = engineFor(
    { busy },
    {
      seed,
      functions: {
        flaky: async (payload) => {
          calls++;
          await clock.sleep(calls % 3);
          if (calls % 4 === 0) throw named('Unlucky');
          return payload;
        },
      },
    },
  );
  for (const n of [1, 2, 3]) engine.start('busy', { n });
  await clock.run();
  return {
    text: JSON.stringify(engine.executions().map(({ name, history }) => ({ name, history }))),
    events: clock.happened,
  };
}

describe('a run is a function of its seed', () => {
  it('byte for byte', async () => {
    const [one, same] = [await record(5), await record(5)];
    expect(same.text).toBe(one.text);
    expect(same.events).toBe(one.events);
    expect(one.text.length).toBeGreaterThan(10_000);
  });

  it('and another seed is another run', async () => {
    expect((await record(6)).text).not.toBe((await record(5)).text);
  });
});

describe('the work of a run', () => {
  const chain = (length: number) =>
    machine(
      Object.fromEntries(
        Array.from({ length }, (_, index) => {
          const onward = index === length - 1 ? { End: true } : { Next: `S${index + 1}` };
          return [`S${index}`, { Type: 'Pass', Output: '{% $states.input + 1 %}', ...onward }];
        }),
      ),
    );

  it('is one turn of the clock for a state', async () => {
    const { clock, engine } = engineFor({ chain: chain(100) });
    const execution = engine.start('chain', 0);
    await clock.run();
    expect(execution.output).toBe(100);
    expect(clock.happened).toBe(100);
  });

  it('does not grow with virtual time: a day of waiting is one more turn', async () => {
    const day = machine({ Wait: { Type: 'Wait', Seconds: 86_400, End: true } }, { TimeoutSeconds: 100_000 });
    const { clock, engine } = engineFor({ day });
    engine.start('day', {});
    await clock.run();
    expect(clock.happened).toBe(2);
  });
});
