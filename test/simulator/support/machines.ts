import { StatesEngine, type StatesEngineOptions } from '#rehearsal/simulator/asl/engine.ts';
import type { Execution } from '#rehearsal/simulator/asl/execution.ts';
import type { Json } from '#rehearsal/simulator/asl/json.ts';
import type { Definition } from '#rehearsal/simulator/asl/program.ts';
import { VirtualClock } from '#rehearsal/simulator/clock.ts';
import { SeededRandom } from '#rehearsal/simulator/random.ts';

type States = Record<string, object>;

/** A machine of these states that starts with the first of them. */
export function machine(states: States, fields: object = {}): Definition {
  return { QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states, ...fields };
}

/** A Task that calls a function and passes its payload on. */
export function task(functionName: string, fields: object = {}): object {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: functionName, Payload: '{% $states.input %}' },
    Output: '{% $states.result.Payload %}',
    End: true,
    ...fields,
  };
}

export type Wiring = Partial<Omit<StatesEngineOptions, 'clock' | 'random' | 'definitions'>> & {
  readonly seed?: number | string;
};

export function engineFor(definitions: Record<string, Definition>, { seed = 1, ...options }: Wiring = {}) {
  const clock = new VirtualClock('2026-01-05T09:00:00.000Z');
  const engine = new StatesEngine({ clock, random: new SeededRandom(seed), definitions, ...options });
  return { clock, engine };
}

/** Runs one machine until no event is left. */
export async function execute(definition: Definition, input: Json = {}, wiring: Wiring = {}): Promise<Execution> {
  const { clock, engine } = engineFor({ machine: definition }, wiring);
  const execution = engine.start('machine', input, { name: 'test' });
  await clock.run();
  return execution;
}

/** The outcome of an execution. */
export function ending({ status, output, error, cause }: Execution): object {
  return Object.fromEntries(
    Object.entries({ status, output, error, cause }).filter(([, value]) => value !== undefined),
  );
}

/** A history in short: seconds since the start, type, and the state or index it is about. */
export function story(execution: Execution): string[] {
  const start = Date.parse(execution.startedAt);
  return execution.history.map(({ timestamp, type, details }) => {
    const subject = [details['name'], details['index']].filter((value) => value !== undefined).map(String);
    return [(Date.parse(timestamp) - start) / 1000, type, ...subject].join(' ');
  });
}

/** An error as our own code throws it. */
export function named(name: string, message = 'no message'): Error {
  return Object.assign(new Error(message), { name });
}

/** The name of the error that the API answers with. */
export function apiError(act: () => unknown): string {
  try {
    act();
    return 'no error';
  } catch (error) {
    return (error as Error).name;
  }
}

export function wait(seconds: number): object {
  return { Type: 'Wait', Seconds: seconds, End: true };
}
