import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import { formatFaults, type Fault } from '../faults/fault.ts';
import type { Library } from '../machines/library.ts';
import { SeededRandom } from '../random.ts';
import { simulate, type SimulatedRun } from '../simulate.ts';
import { singleFaults } from './single-faults.ts';

/** One run with a fault, and perhaps a second run with one more fault. */
export interface Trial {
  readonly scenario: Scenario;
  readonly seed: number;
  /** None for the undisturbed run. */
  readonly fault?: Fault;
  /** Where the first fault does no harm, another one strikes later in the same run. */
  readonly andAnother: boolean;
}

export interface Violation {
  readonly scenario: string;
  readonly seed: number;
  readonly faults: string;
  /** Each broken promise with the checks that failed. */
  readonly broken: readonly string[];
}

export interface TrialResult {
  readonly runs: number;
  readonly violation?: Violation;
}

export interface Setting {
  readonly library: Library;
  readonly target: ServiceTarget;
}

export async function tryOut({ scenario, seed, fault, andAnother }: Trial, setting: Setting): Promise<TrialResult> {
  const first = await breakWith(scenario, seed, fault === undefined ? [] : [fault], setting);
  if (first.violation !== undefined || fault === undefined || !andAnother) return { runs: 1, ...pick(first.violation) };
  const second = laterFault(first.run, fault);
  if (second === undefined) return { runs: 1 };
  return { runs: 2, ...pick((await breakWith(scenario, seed, [fault, second], setting)).violation) };
}

const pick = (violation: Violation | undefined) => (violation === undefined ? {} : { violation });

export async function breakWith(
  scenario: Scenario,
  seed: number,
  faults: readonly Fault[],
  setting: Setting,
): Promise<{ readonly run: SimulatedRun; readonly violation?: Violation }> {
  const run = await simulate(scenario, { ...setting, seed, faults });
  const broken = brokenIn(run);
  if (broken.length === 0) return { run };
  return { run, violation: { scenario: scenario.name, seed, faults: formatFaults(faults), broken } };
}

/** After the first fault the run takes another course: rollbacks, retries, the guardian. */
function laterFault(run: SimulatedRun, first: Fault): Fault | undefined {
  const at = run.places.findIndex(({ name, nth }) => name === first.name && nth === first.nth);
  const later = singleFaults(run.places.slice(at + 1));
  if (later.length === 0) return undefined;
  return new SeededRandom(`${run.seed}/${formatFaults([first])}`).pick(later);
}

function brokenIn({ promises, account, outcome, endings, scenario, remains }: SimulatedRun): string[] {
  const end = `${endings.join(', ')} with ${remains.recordedVersion ?? 'nothing'} live`;
  const wanted = `${scenario.then.deployments.join(', ')} with ${scenario.then.live} live`;
  return [
    ...(outcome === 'failed' ? [`The story ends otherwise than it should: ${end}, not ${wanted}`] : []),
    ...promises
      .filter(({ held }) => !held)
      .map(({ id, promise, checks }) => `${id} ${promise}: ${checks.filter(isBroken).join('; ')}`),
    ...account.running().map(({ machine, arn }) => `P2 Every deployment ends: ${machine} never ended (${arn})`),
  ];
}

const isBroken = (check: string): boolean => check.startsWith('NO');
