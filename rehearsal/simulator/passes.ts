import { minutesOf } from '#domain/canary/look.ts';
import { isWorker } from '#domain/service-target.ts';
import type { Decision } from '#ports/decisions.ts';
import type { Pass } from '../promises/observation.ts';
import type { DeploymentItem } from './world/ledger-table.ts';

/** What let a version that was promoted pass each step that bakes for a minute or more. */
export function passesOf({ progress: { plan }, outcome }: DeploymentItem, decisions: readonly Decision[]): Pass[] {
  // Nobody sends a worker requests, so there is nothing to measure.
  if (plan === undefined || outcome?.outcome !== 'succeeded' || isWorker(plan.target)) return [];
  const onward = decisions.filter(({ what }) => what === 'shift' || what === 'complete' || what === 'promote');
  // Whoever says so decides about this step and all that come.
  const forcedFrom = onward.findIndex(({ who }) => who !== 'judge');
  const goesOnUnclear = plan.shift.judging.onInconclusive === 'go on';
  return plan.shift.steps.flatMap((_, step) => {
    const due = minutesOf(plan.shift, step);
    if (due === 0) return [];
    const byWord = goesOnUnclear || (forcedFrom !== -1 && step >= forcedFrom);
    return { due, measured: byWord ? 0 : minutesAt(step, onward[step]), byWord };
  });
}

/** From the first measured minute of a step to the last: a long series tells every so many minutes. */
function minutesAt(step: number, decision: Decision | undefined): number {
  const series = decision?.series ?? [];
  const its = series.filter((one) => one.step === step);
  const [first, last] = [its[0], its.at(-1)];
  const every = (series[1]?.minute ?? 1) - (series[0]?.minute ?? 0);
  return first === undefined || last === undefined ? 0 : last.minute - first.minute + every;
}
