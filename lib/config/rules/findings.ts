import type { Fault } from './fault.ts';
import { overlap, placeOf, type Path } from './path.ts';
import { showValue } from './show-value.ts';

/** A fault in how several values go together, each of which is valid on its own. */
export interface Finding {
  readonly fault: Fault;
  /** The values that it was derived from. If one of them is faulty itself, the finding is not reported. */
  readonly from: readonly Path[];
}

interface Observed {
  readonly at: Path;
  readonly value: unknown;
  readonly problem: string;
  readonly allowed: string;
  readonly remedy?: string | undefined;
  /** Defaults to the place itself. */
  readonly from?: readonly Path[];
}

export function finding({ at, value, problem, allowed, remedy, from = [at] }: Observed): Finding {
  const fault = { place: placeOf(at), value: showValue(value, String(at.at(-1))), problem, allowed };
  return { fault: remedy === undefined ? fault : { ...fault, remedy }, from };
}

/** Drops findings derived from faulty values, and repeats of a fault that several environments inherit. */
export function standing(findings: readonly Finding[], faulty: readonly Path[]): readonly Fault[] {
  const sound = findings.filter(({ from }) => !from.some((path) => faulty.some((other) => overlap(path, other))));
  const seen = new Set<string>();
  return sound
    .map(({ fault }) => fault)
    .filter(({ place, value, allowed }) => {
      const said = seen.has(`${place} ${value} ${allowed}`);
      seen.add(`${place} ${value} ${allowed}`);
      return !said;
    });
}
