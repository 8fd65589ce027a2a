import { type Fault, isOutage, OUTAGE_SECONDS, type Place, portOf } from './fault.ts';

/** Counts every place that a run reaches, and breaks the chosen ones. */
export class Saboteur {
  /** In the order of the run. */
  readonly places: Place[] = [];
  /** The faults that struck; a place that the run never reaches breaks nothing. */
  readonly struck: { readonly fault: Fault; readonly at: number }[] = [];
  readonly #faults: ReadonlyMap<string, readonly Fault[]>;
  readonly #counts = new Map<string, number>();
  readonly #now: () => number;

  constructor(faults: readonly Fault[], now: () => number) {
    this.#faults = Map.groupBy(faults, ({ name }) => name);
    this.#now = now;
  }

  arrive(kind: Place['kind'], name: string, isAlone = false): Fault | undefined {
    const nth = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, nth);
    this.places.push(isAlone ? { kind, name, nth, isAlone } : { kind, name, nth });
    const fault = this.#faults.get(name)?.find((one) => one.nth === nth);
    if (fault) this.struck.push({ fault, at: this.#now() });
    return fault ?? (kind === 'call' ? this.#outageOf(name) : undefined);
  }

  /** An outage strikes once, and then every call of the same port until it is over. */
  #outageOf(name: string): Fault | undefined {
    if (this.struck.length === 0) return undefined;
    const now = this.#now();
    return this.struck.find(
      ({ fault, at }) => isOutage(fault) && portOf(fault) === portOf({ name }) && now < at + 1000 * OUTAGE_SECONDS,
    )?.fault;
  }
}
