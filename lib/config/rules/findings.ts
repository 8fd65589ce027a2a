import type { Fault } from './fault.ts';
import { overlap, placeOf, type Path } from './path.ts';
import { showValue } from './show-value.ts';

/** A fault between several values that are each well-formed. */
export interface Finding {
  readonly fault: Fault;
  /** What it was concluded from: a conclusion from a value that is itself at fault is not reported. */
  readonly from: readonly Path[];
}

interface Observed {
  readonly at: Path;
  readonly value: unknown;
  readonly problem: string;
  readonly allowed: string;
  readonly remedy?: string | undefined;
  /** The place itself when nothing else is said. */
  readonly from?: readonly Path[];
}

export function finding({ at, value, problem, allowed, remedy, from = [at] }: Observed): Finding {
  const fault = { place: placeOf(at), value: showValue(value, String(at.at(-1))), problem, allowed };
  return { fault: remedy === undefined ? fault : { ...fault, remedy }, from };
}

/** The findings that stand although these places are at fault. What several environments inherit is said once. */
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
