import type { Scenario } from '../../scenarios/scenario.ts';
import { formatFaults, type Fault } from '../faults/fault.ts';
import { simulate, type SimulatedRun, type SimulationOptions } from '../simulate.ts';

/** One run that is meant to break something. */
export interface Trial {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly faults: readonly Fault[];
}

export interface Violation {
  readonly scenario: string;
  readonly seed: number;
  readonly faults: string;
  /** Each broken promise with the checks that failed. */
  readonly broken: readonly string[];
}

export type Setting = Pick<SimulationOptions, 'library' | 'target'>;

export async function tryOut(
  { scenario, seed, faults }: Trial,
  setting: Setting,
): Promise<{ readonly run: SimulatedRun; readonly violation?: Violation }> {
  const run = await simulate(scenario, { ...setting, seed, faults });
  const broken = brokenIn(run);
  if (broken.length === 0) return { run };
  return { run, violation: { scenario: scenario.name, seed, faults: formatFaults(faults), broken } };
}

function brokenIn({ promises, account }: SimulatedRun): string[] {
  return [
    ...promises
      .filter(({ held }) => !held)
      .map(
        ({ id, promise, checks }) => `${id} ${promise}: ${checks.filter((check) => check.startsWith('NO')).join('; ')}`,
      ),
    ...account.running().map(({ machine, arn }) => `P2 Every deployment ends: ${machine} never ended (${arn})`),
  ];
}
