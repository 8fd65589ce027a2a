import { checkEvidence, isCritical, nameOf, startCheck } from './checks.ts';
import { countEvidence } from './count-stream.ts';
import { percentileEvidence } from './percentile-stream.ts';
import type { JudgePolicy } from './policy.ts';
import type { JudgeState } from './state.ts';

export interface StreamEvidence {
  readonly name: string;
  /** Starts at 1. It doubles when the odds of "worse" double. */
  readonly evidence: number;
  /** The stream's weight in the average. All weights add up to 1. */
  readonly weight: number;
}

/** Errors are the main reason for a rollback. The four latency streams mostly agree with each other. */
const WEIGHTS = { errors: 0.45, slow: 0.25, p99: 0.12, p90: 0.1, p50: 0.08 } as const;
/** The combined weight of the user's own checks, if there are any. */
const CHECKS_WEIGHT = 0.25;

export function streamEvidence(policy: JudgePolicy, { streams, checks }: JudgeState): StreamEvidence[] {
  const deciding = policy.checks.filter(isCritical).length;
  const ours = deciding === 0 ? 1 : 1 - CHECKS_WEIGHT;
  return [
    { name: 'errors', evidence: countEvidence(streams.errors), weight: ours * WEIGHTS.errors },
    { name: 'slow', evidence: countEvidence(streams.slow), weight: ours * WEIGHTS.slow },
    { name: 'p99', evidence: percentileEvidence(streams.p99), weight: ours * WEIGHTS.p99 },
    { name: 'p90', evidence: percentileEvidence(streams.p90), weight: ours * WEIGHTS.p90 },
    { name: 'p50', evidence: percentileEvidence(streams.p50), weight: ours * WEIGHTS.p50 },
    ...policy.checks.map((check, i) => ({
      name: nameOf(check),
      evidence: checkEvidence(check, checks[i] ?? startCheck(check)),
      weight: isCritical(check) ? CHECKS_WEIGHT / deciding : 0,
    })),
  ];
}

/** An average of fair bets is a fair bet, so one budget covers all streams. */
export const combinedEvidence = (policy: JudgePolicy, state: JudgeState): number =>
  streamEvidence(policy, state).reduce((sum, { evidence, weight }) => sum + weight * evidence, 0);

export const leadingStream = (policy: JudgePolicy, state: JudgeState): string =>
  streamEvidence(policy, state).reduce((a, b) => (b.weight * b.evidence > a.weight * a.evidence ? b : a)).name;
