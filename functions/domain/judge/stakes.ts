import { type JudgePolicy, plannedMinutes } from './policy.ts';

const AT_THE_START = 0.35;
const AT_LATER_STEPS = 0.35;
const OVER_ALL_MINUTES = 0.3;

/**
 * How much is bet on "worse from this minute on". Most bad versions are bad from the start, or from a step that brings
 * more load. The rest is spread evenly, to detect leaks. The stakes add up to at most 1.
 */
export function stakeAt(policy: JudgePolicy, isFirst: boolean, startsStep: boolean): number {
  const evenly = OVER_ALL_MINUTES / plannedMinutes(policy);
  if (isFirst) return evenly + AT_THE_START;
  if (!startsStep) return evenly;
  const laterSteps = policy.steps.filter(({ weight }) => weight < 100).length - 1;
  return evenly + AT_LATER_STEPS / Math.max(1, laterSteps);
}
