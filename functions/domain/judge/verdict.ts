import type { Decision, Doubt } from './decision.ts';
import { hasEnoughData } from './enough-data.ts';
import { combinedEvidence } from './evidence.ts';
import { explain, type Explanation } from './explain.ts';
import type { JudgePolicy } from './policy.ts';
import type { JudgeState } from './state.ts';

export type Verdict = Decision & Explanation;

/** Set by callers that know the time while minutes are missing or late. By default it follows from the minutes. */
export interface Clock {
  readonly stepIsOver: boolean;
  /** The minutes spent so far beyond the planned length of the steps. */
  readonly overtime: number;
}

export const clockOf = (policy: JudgePolicy, { step, minutesInStep, overtime }: JudgeState): Clock => ({
  stepIsOver: minutesInStep >= (policy.steps[step]?.minutes ?? 0),
  overtime,
});

export function verdictOf(policy: JudgePolicy, state: JudgeState, clock: Clock = clockOf(policy, state)): Verdict {
  const decision = decide(policy, state, clock);
  return { ...decision, ...explain(policy, state, decision) };
}

function decide(policy: JudgePolicy, state: JudgeState, clock: Clock): Decision {
  if (state.rollbackReason !== undefined) return { decision: 'rollback', reason: state.rollbackReason };
  if (!clock.stepIsOver) return { decision: 'continue' };
  const reason = doubtAtStepEnd(policy, state);
  if (reason !== undefined) {
    return { decision: clock.overtime >= policy.maxExtensionMinutes ? 'inconclusive' : 'extend', reason };
  }
  return { decision: state.step >= policy.steps.length - 1 ? 'promote' : 'advance' };
}

function doubtAtStepEnd(policy: JudgePolicy, state: JudgeState): Doubt | undefined {
  if (!hasEnoughData(policy, state)) return 'not-enough-data';
  // Written this way round so that evidence of NaN counts as suspicious, too.
  return combinedEvidence(policy, state) < policy.suspicion ? undefined : 'suspicious';
}
