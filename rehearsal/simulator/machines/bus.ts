import type { VirtualClock } from '../clock.ts';
import type { Saboteur } from '../faults/saboteur.ts';
import type { SeededRandom } from '../random.ts';

export interface BusEvent {
  readonly id: string;
  readonly time: string;
  readonly region: string;
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: unknown;
}

const lateSeconds = 120;
const againSeconds = 0.5;

/** EventBridge: at least once, a moment later, and not always in order. */
export class Bus {
  readonly #region: string;
  readonly #clock: VirtualClock;
  readonly #random: SeededRandom;
  readonly #saboteur: Saboteur;
  readonly #deliver: (event: BusEvent) => void;
  #keptBack: BusEvent[] = [];

  constructor(options: {
    readonly region: string;
    readonly clock: VirtualClock;
    readonly random: SeededRandom;
    readonly saboteur: Saboteur;
    readonly deliver: (event: BusEvent) => void;
  }) {
    this.#region = options.region;
    this.#clock = options.clock;
    this.#random = options.random;
    this.#saboteur = options.saboteur;
    this.#deliver = options.deliver;
  }

  put(source: string, detailType: string, detail: unknown, region = this.#region): BusEvent {
    const event = {
      id: this.#random.uuid(),
      time: this.#clock.iso(),
      region,
      source,
      'detail-type': detailType,
      detail,
    };
    const how = this.#saboteur.arrive('event', `event/${detailType}`)?.how;
    if (how === 'lost') return event;
    this.#after(how === 'late' ? lateSeconds : 0, event);
    if (how === 'twice') this.#after(againSeconds, event);
    if (how === 'twice-late') this.#keptBack.push(event);
    return event;
  }

  again(event: BusEvent): void {
    this.#after(againSeconds, event);
  }

  /** Delivers once more the events that were held back until the story seemed over. True where there were any. */
  deliverKeptBack(): boolean {
    const events = this.#keptBack;
    this.#keptBack = [];
    for (const event of events) this.#after(0, event);
    return events.length > 0;
  }

  #after(seconds: number, event: BusEvent): void {
    this.#clock.after(seconds + 0.1 + this.#random.next() * 0.4, () => this.#deliver(event));
  }
}
