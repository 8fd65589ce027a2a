import { type Check, isCritical, isKnown, startCheck } from './checks.ts';
import { overdispersionOfStream } from './count-stream.ts';
import { canCompare, errorPolicy, type JudgePolicy, nextWeight } from './policy.ts';
import type { JudgeState } from './state.ts';
import { isEnough, isTooSmallToMatter, type Sufficiency, supportForHealthy, toleratedExcess } from './sufficiency.ts';

/** The expected share of slow responses before any are seen. The comparison itself uses a stricter prior. */
const SLOW_PRIOR = { rate: 0.02, requests: 200 };

/** How much of the data needed to leave this step is available. */
export function sufficiencyOf(policy: JudgePolicy, state: JudgeState): Sufficiency {
  const { streams, usable } = state;
  const weight = nextWeight(policy, state.step);
  const missed = policy.missedDamage;
  const need = Math.log(1 / (weight === 100 ? missed.final : missed.interim));
  const excess = toleratedExcess(policy.toleratedDamage, weight);
  const errors = errorPolicy(policy);
  const overdispersion = overdispersionOfStream(streams.errors, errors);
  if (!canCompare(policy)) {
    // No step can be compared, so only the number of requests counts. Limits judge the rest.
    const seen = (state.requestsAlone * excess.errors) / overdispersion;
    return { errors: seen, slow: seen, need, excess };
  }
  return {
    errors: supportForHealthy(usable, 'errors', excess.errors, streams.errors.live, errors.prior) / overdispersion,
    slow: supportForHealthy(usable, 'slow', excess.slow, streams.slow.live, SLOW_PRIOR),
    need,
    excess,
  };
}

/** Whether the step may be left. What is not measured never passes. */
export function hasEnoughData(policy: JudgePolicy, state: JudgeState): boolean {
  const compares = canCompare(policy);
  const atFullWeight = policy.steps[state.step]?.weight === 100;
  const leadsToEverything = nextWeight(policy, state.step) === 100;
  if (leadsToEverything && unknownChecks(policy, state).length > 0) return false;
  if (atFullWeight && compares) return state.requestsInStep > 0;
  if (isEnough(sufficiencyOf(policy, state))) return true;
  return (
    !leadsToEverything && isTooSmallToMatter(state.recent, nextWeight(policy, state.step), policy.freeRequestsPerMinute)
  );
}

/** The critical checks that must be known before 100 %, but are not. */
export const unknownChecks = (policy: JudgePolicy, state: JudgeState): readonly Check[] =>
  policy.checks.filter((check, i) => isCritical(check) && !isKnown(state.checks[i] ?? startCheck(check)));
