import type { Json } from '../asl/json.ts';
import type { VirtualClock } from '../clock.ts';
import type { BusEvent } from './bus.ts';
import type { Place, Trigger } from '#wire/triggers.ts';
import { placeholderOf } from './library.ts';
import { everyMinute, triggeredBy } from './triggers.ts';

/** Lambda calls a function twice more where it failed on an event, after one minute and after two. */
const againAfterSeconds = [60, 120];

export interface RulesOptions {
  readonly clock: VirtualClock;
  readonly place: Place;
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
    for (const trigger of triggeredBy(event, this.#options.place)) this.#start(trigger, event);
  }

  #start({ starts }: Trigger, event: BusEvent): void {
    const given = event as unknown as Json;
    if ('machine' in starts) this.#options.start(starts.machine, given);
    else this.#call(placeholderOf(starts.watcher), given, againAfterSeconds);
  }

  stopSchedule(): void {
    this.#isScheduled = false;
  }

  #tick(): void {
    const { clock } = this.#options;
    clock.after(60, () => {
      if (!this.#isScheduled) return;
      const source = 'aws.events';
      const scheduled = { id: '', time: clock.iso(), region: '', source, 'detail-type': 'Scheduled Event', detail: {} };
      for (const trigger of everyMinute) this.#start(trigger, scheduled);
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
