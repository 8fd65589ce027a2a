import { EventQueue, type Planned } from './event-queue.ts';

/** Cancels a planned event; does nothing once it has happened. */
export type Cancel = () => void;

interface Event extends Planned {
  readonly happen: () => void;
  cancelled: boolean;
}

/**
 * Time that passes only when everything else has stopped. The clock holds a queue of events; between two events it lets
 * all asynchronous code run until nothing is left to do at this instant, so code that awaits promises settles before
 * time moves. Code that waits for the real world (sockets, files, timers) is not waited for: nothing simulated may.
 */
export class VirtualClock {
  #now: number;
  #planned = 0;
  #happened = 0;
  #running = false;
  #written = { time: Number.NaN, text: '' };
  readonly #queue = new EventQueue<Event>();

  constructor(startsAt: number | string = '2026-01-05T09:00:00.000Z') {
    this.#now = typeof startsAt === 'string' ? Date.parse(startsAt) : startsAt;
  }

  /** Milliseconds since 1970, as `Date.now()` would say. */
  now(): number {
    return this.#now;
  }

  iso(): string {
    // Read several times at each instant, for every line of a history.
    if (this.#written.time !== this.#now) this.#written = { time: this.#now, text: new Date(this.#now).toISOString() };
    return this.#written.text;
  }

  /** How many events have happened so far: a measure of work that does not depend on the machine. */
  get happened(): number {
    return this.#happened;
  }

  /** Plans an event, to the millisecond. An event in the past happens now, after everything already planned for now. */
  at(time: number, happen: () => void): Cancel {
    if (!Number.isFinite(time)) throw new Error(`An event cannot be planned at ${time}`);
    const event: Event = {
      time: Math.max(Math.round(time), this.#now),
      order: this.#planned++,
      happen,
      cancelled: false,
    };
    this.#queue.add(event);
    return () => {
      event.cancelled = true;
    };
  }

  after(seconds: number, happen: () => void): Cancel {
    return this.at(this.#now + seconds * 1000, happen);
  }

  sleep(seconds: number): Promise<void> {
    return new Promise((resolve) => this.after(seconds, resolve));
  }

  /** Lets time pass until nothing is planned any more. */
  async run(): Promise<void> {
    await this.#pass(Number.POSITIVE_INFINITY);
  }

  /** Lets time pass up to and including `time`, which is the present afterwards. */
  async runUntil(time: number): Promise<void> {
    await this.#pass(time);
    this.#now = Math.max(this.#now, time);
  }

  async runFor(seconds: number): Promise<void> {
    await this.runUntil(this.#now + seconds * 1000);
  }

  async #pass(until: number): Promise<void> {
    if (this.#running) throw new Error('The clock is running already: simulated code must not run it');
    this.#running = true;
    try {
      await breathe();
      for (let event = this.#next(until); event; event = this.#next(until)) {
        this.#now = event.time;
        this.#happened++;
        event.happen();
        await settled();
      }
    } finally {
      this.#running = false;
    }
  }

  #next(until: number): Event | undefined {
    for (;;) {
      const first = this.#queue.first;
      if (!first || (first.time > until && !first.cancelled)) return undefined;
      this.#queue.removeFirst();
      if (!first.cancelled) return first;
    }
  }
}

/**
 * Resolves when every promise that can continue has done so. Node empties its microtask queue, however long its chains
 * are, before it runs the next tick; counting `await`s instead would depend on how deep the awaited code is. A turn of
 * the event loop would do as well and asks the operating system each time, which took a fifth of a run.
 */
function settled(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve));
}

/** Ticks alone would keep everything else in the process waiting. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
