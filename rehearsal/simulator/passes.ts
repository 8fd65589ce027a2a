import { minutesOf } from '#domain/canary/look.ts';
import { answersRequests } from '#domain/deployment/traffic.ts';
import type { Decision } from '#domain/ledger/decision.ts';
import type { Pass } from '../promises/observation.ts';
import type { DeploymentItem } from './world/ledger/ledger-table.ts';

/** What let a version that was promoted pass each step that bakes for a minute or more. */
export function passesOf({ progress: { plan }, outcome }: DeploymentItem, decisions: readonly Decision[]): Pass[] {
  // A worker receives no requests, so there is nothing to measure.
  if (plan === undefined || outcome?.outcome !== 'succeeded' || !answersRequests(plan.target)) return [];
  const onward = decisions.filter(({ what }) => what === 'shift' || what === 'complete');
  const hasWord = plan.shift.judging.onInconclusive === 'go on' || onward.some(({ who }) => who !== 'judge');
  return plan.shift.steps.flatMap((_, step) => {
    const due = minutesOf(plan.shift, step);
    const measured = Math.max(0, ...onward.map((decision) => minutesAt(step, decision)));
    return due === 0 ? [] : [{ due, measured, byWord: measured < due && hasWord }];
  });
}

/** From the first measured minute of the step that a decision ended to the last. A long series skips minutes. */
function minutesAt(step: number, { series = [] }: Decision): number {
  const last = series.at(-1);
  const first = series.find((one) => one.step === step);
  if (last?.step !== step || first === undefined) return 0;
  return last.minute - first.minute + (series[1]?.minute ?? 1) - (series[0]?.minute ?? 0);
}
