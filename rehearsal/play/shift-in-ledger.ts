import { sameWeights } from '#domain/slots/weights.ts';
import type { Decision as KeptDecision } from '#domain/ledger/decision.ts';
import type { CloudClock } from '../cloud/clock.ts';
import type { Observation } from '../promises/observation.ts';
import type { JudgeLook } from '../record.ts';
import { decisionOf, looksIn } from './judged-shift.ts';
import type { Recorder } from './recorder.ts';

/** What was decided while a version of this story took traffic, and what the judge saw: from the ledger of the cloud. */
export function recordShift(
  kept: readonly KeptDecision[],
  observations: readonly Observation[],
  recorder: Recorder,
  clock: CloudClock,
): { readonly looks?: JudgeLook[] } {
  const began = recorder.startedAt.getTime();
  const secondsAt = (shown: number) => (clock.onMachine(new Date(shown)).getTime() - began) / 1000;
  // The ledger also knows the stories before.
  const its = kept.filter(({ at }) => secondsAt(Date.parse(at)) >= 0);
  for (const one of its) {
    const { who, what, why } = decisionOf(one, secondsAt);
    recorder.decide(who, what, why, clock.onMachine(new Date(one.at)));
  }
  const firstShareOf = (deploymentId: string) => {
    const judged = its.filter((one) => one.deploymentId === deploymentId).map(({ at }) => secondsAt(Date.parse(at)));
    const seconds = firstShare(observations.filter(({ elapsedSeconds }) => elapsedSeconds <= Math.max(...judged)));
    return clock.shownAt(new Date(began + 1000 * seconds)).getTime();
  };
  const looks = looksIn(its, firstShareOf, secondsAt);
  return looks.length === 0 ? {} : { looks };
}

/** The last time that traffic began to be split. A rollback moves traffic only after the last decision. */
function firstShare(observations: readonly Observation[]): number {
  const isWhole = ({ weights }: Observation) => weights.blue === 100 || weights.green === 100;
  const began = observations.findLast((seen, i) => {
    const before = observations[i - 1];
    return before !== undefined && isWhole(before) && !sameWeights(before.weights, seen.weights);
  });
  return began?.elapsedSeconds ?? 0;
}
