import type { Json } from './json.ts';
import { stateNamed, type Body, type State } from './program.ts';
import type { RetryCounts } from './retry.ts';

/** Why a wait ends: its result arrived, it failed, or its scope was cancelled. */
export type WaitEnd = 'settled' | 'cancelled';

/** The two sides of a wait. */
export interface Waiting<T> {
  readonly succeed: (value: T) => void;
  readonly fail: (error: Error) => void;
  readonly onEnd: (tell: (end: WaitEnd) => void) => void;
}

/** The position of a scope. It is kept when an execution ends, so that a redrive continues from here. */
export interface Position {
  readonly state: string;
  readonly input: Json;
  readonly inputText: string;
  enteredAt: string | undefined;
  retryCounts: RetryCounts;
  /** What runs inside a Parallel or Map state; kept over a redrive, forgotten by a retry. */
  inner: InnerRun[] | undefined;
}

export interface InnerRun {
  readonly scope: Scope;
  status: 'waiting' | 'running' | 'succeeded' | 'ended';
  output: Json;
}

/** The item that an iteration of a Map works on. */
export interface MapItem {
  readonly Index: number;
  readonly Value: Json;
}

/** One run of a body: its variables, its place in it, and everything that it currently waits for. */
export class Scope {
  readonly body: Body;
  readonly parent: Scope | undefined;
  readonly item: MapItem | undefined;
  position: Position;
  /** The event that the next one follows. */
  lastEventId: number;
  #cancelled = false;
  readonly #variables = new Map<string, Json>();
  readonly #waits = new Set<(end: WaitEnd) => void>();

  constructor(body: Body, position: Position, parent?: Scope, item?: MapItem) {
    this.body = body;
    this.position = position;
    this.parent = parent;
    this.item = item ?? parent?.item;
    this.lastEventId = parent?.lastEventId ?? 0;
  }

  variable(name: string): Json | undefined {
    return this.#variables.has(name) ? this.#variables.get(name) : this.parent?.variable(name);
  }

  assign(values: Readonly<Record<string, Json>>): void {
    for (const [name, value] of Object.entries(values)) this.#variables.set(name, value);
  }

  /** The current state. */
  get state(): State {
    return stateNamed(this.body, this.position.state);
  }

  /** Ends every wait. Code that waited never resumes, so it has no further effect. */
  cancel(): void {
    this.#cancelled = true;
    for (const end of this.#waits) end('cancelled');
    this.#waits.clear();
  }

  /** Makes a cancelled scope usable again, for a redrive. */
  revive(): void {
    this.#cancelled = false;
  }

  /**
   * Waits for something outside. `begin` starts it and may register with `onEnd` what to do when the wait ends
   * either way.
   */
  wait<T>(begin: (waiting: Waiting<T>) => void): Promise<T> {
    if (this.#cancelled) return never();
    return new Promise((resolve, reject) => {
      const tidy: ((end: WaitEnd) => void)[] = [];
      let over = false;
      const finish = (end: WaitEnd) => {
        over = true;
        this.#waits.delete(finish);
        for (const tell of tidy) tell(end);
      };
      const once = (act: () => void) => {
        if (over) return;
        finish('settled');
        act();
      };
      this.#waits.add(finish);
      begin({
        succeed: (value) => once(() => resolve(value)),
        fail: (error) => once(() => reject(error)),
        onEnd: (tell) => (over ? tell('settled') : void tidy.push(tell)),
      });
    });
  }

  /** Waits until the clock resumes it. */
  pause(plan: (go: () => void) => () => void): Promise<void> {
    return this.wait<undefined>(({ succeed, onEnd }) => onEnd(plan(() => succeed(undefined))));
  }

  /** Passes a value on, unless this scope was cancelled while the value was made. */
  alive<T>(value: Promise<T> | T): Promise<T> | T {
    if (value instanceof Promise) return this.#aliveAfter(value);
    return this.#cancelled ? never() : value;
  }

  async #aliveAfter<T>(value: Promise<T>): Promise<T> {
    try {
      const result = await value;
      return this.#cancelled ? await never() : result;
    } catch (error) {
      if (this.#cancelled) return never();
      throw error;
    }
  }
}

/** A promise that never settles. The code that awaits it is garbage-collected together with it. */
function never(): Promise<never> {
  return new Promise(() => {});
}

export function positionAt(state: string, input: Json, inputText: string): Position {
  return { state, input, inputText, enteredAt: undefined, retryCounts: [], inner: undefined };
}
