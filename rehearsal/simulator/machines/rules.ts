import type { Json } from '../asl/json.ts';
import type { VirtualClock } from '../clock.ts';
import type { BusEvent } from './bus.ts';
import { everyMinute, triggeredBy } from './triggers.ts';

/** Lambda calls a function twice more where it failed on an event, after one minute and after two. */
const againAfterSeconds = [60, 120];

export interface RulesOptions {
  readonly clock: VirtualClock;
  readonly start: (machine: string, event: Json) => void;
  readonly watchers: Readonly<Record<string, (event: Json) => Promise<unknown>>>;
}

/** EventBridge's rules: what an event or a minute starts. */
export class Rules {
  readonly #options: RulesOptions;
  #isScheduled = true;

  constructor(options: RulesOptions) {
    this.#options = options;
    this.#tick();
  }

  deliver(event: BusEvent): void {
    for (const { starts } of triggeredBy(event)) {
      const given = event as unknown as Json;
      if ('machine' in starts) this.#options.start(starts.machine, given);
      else this.#call(starts.watcher, given, againAfterSeconds);
    }
  }

  stopSchedule(): void {
    this.#isScheduled = false;
  }

  #tick(): void {
    const { clock } = this.#options;
    clock.after(60, () => {
      if (!this.#isScheduled) return;
      this.deliver({ id: '', time: clock.iso(), source: 'aws.events', 'detail-type': everyMinute, detail: {} });
      this.#tick();
    });
  }

  #call(watcher: string, event: Json, [seconds, ...more]: readonly number[]): void {
    const handler = this.#options.watchers[watcher];
    if (handler === undefined) throw new Error(`There is no watcher ${watcher}.`);
    handler(event).catch(() => {
      if (seconds !== undefined) this.#options.clock.after(seconds, () => this.#call(watcher, event, more));
    });
  }
}
