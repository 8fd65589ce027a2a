import { Throttled } from '#domain/errors.ts';
import type { VirtualClock } from '../clock.ts';
import type { Fault } from '../faults/fault.ts';
import type { Saboteur } from '../faults/saboteur.ts';
import { dotted } from '../joined.ts';
import type { SeededRandom } from '../random.ts';
import { between, type Knobs } from '../world/knobs.ts';

export interface CallSurroundings {
  readonly clock: VirtualClock;
  readonly random: SeededRandom;
  readonly knobs: Knobs;
  readonly saboteur: Saboteur;
}

type Method = (...args: unknown[]) => unknown;

/** One run of one function. When it has ended, for any reason, its code has no further effect. */
export class Invocation {
  readonly #function: string;
  readonly #around: CallSurroundings;
  readonly #kill: () => void;
  #isOver = false;

  constructor(functionName: string, around: CallSurroundings, kill: () => void) {
    this.#function = functionName;
    this.#around = around;
    this.#kill = kill;
  }

  end(): void {
    this.#isOver = true;
  }

  /** The world's ports as this invocation sees them: every call takes time, and may break. */
  portsOf(ports: Readonly<Record<string, object>>): unknown {
    return new Proxy(ports, {
      get: (_, name) => {
        const port = typeof name === 'string' ? ports[name] : undefined;
        if (port === undefined) throw new Error(`The simulated world answers no port "${String(name)}".`);
        return typeof port === 'function' ? port : this.#instrumented(String(name), port);
      },
    });
  }

  #instrumented(name: string, port: object): unknown {
    return new Proxy(port, {
      get: (_, method) => {
        const answer = (port as Record<string | symbol, unknown>)[method];
        if (typeof answer !== 'function') return answer;
        return (...args: unknown[]) =>
          this.#call(dotted(name, String(method)), () => (answer as Method).apply(port, args));
      },
    });
  }

  async #call(place: string, effect: () => unknown): Promise<unknown> {
    const { clock, random, knobs, saboteur } = this.#around;
    if (this.#isOver) await never();
    const fault = saboteur.arrive('call', dotted(this.#function, place));
    const seconds = between(random, knobs.callSeconds) / 2;
    await clock.sleep(seconds);
    if (this.#isOver) await never();
    const moment = fault && momentOf(fault);
    if (fault && moment === 'before') await this.#break(fault);
    const answer = moment === 'instead' ? undefined : await effect();
    await clock.sleep(seconds);
    if (this.#isOver) await never();
    if (fault && moment === 'after') await this.#break(fault);
    return answer;
  }

  async #break({ how }: Fault): Promise<void> {
    switch (how.replace('-after', '')) {
      case 'throttled':
        throw new Throttled('ThrottlingException: Rate exceeded');
      case 'refused':
        throw Object.assign(new Error('A fault that the model does not declare'), { name: 'InternalFailure' });
      case 'outage':
        throw Object.assign(new Error('The service is unavailable'), { name: 'ServiceUnavailable' });
      case 'killed':
        this.#kill();
        return never();
      default:
        return never();
    }
  }
}

/** When a call breaks, as seen from its effect. */
function momentOf({ how }: Fault): 'before' | 'instead' | 'after' {
  if (how === 'undone') return 'instead';
  return how.endsWith('-after') ? 'after' : 'before';
}

/** Code that no longer runs: nothing after it happens. */
const never = (): Promise<never> => new Promise(() => {});
