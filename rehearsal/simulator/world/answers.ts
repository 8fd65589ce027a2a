import { planAnswer, seededRandom, type Behavior, type Observation } from '../../sample-service/behavior.ts';

/** A version's answers in summary. */
export interface AnswerProfile {
  readonly failingShare: number;
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly p99Ms: number;
  /** The share of answers that take longer than so many milliseconds. */
  readonly slowerThan: (ms: number) => number;
}

/** Enough to place a 99th percentile, few enough to cost nothing. */
const samples = 500;
const known = new Map<string, AnswerProfile>();

/** Samples the code of the sample service itself, so that its behavior is defined in one place only. */
export function profileOf(behavior: Behavior, seen: Observation): AnswerProfile {
  const key = JSON.stringify([behavior, seen]);
  const profile = known.get(key) ?? sampled(behavior, seen);
  known.set(key, profile);
  return profile;
}

function sampled(behavior: Behavior, seen: Observation): AnswerProfile {
  const random = seededRandom(samples);
  const plans = Array.from({ length: samples }, () => planAnswer(behavior, seen, random));
  const delays = plans.map(({ delayMs }) => delayMs).sort((a, b) => a - b);
  const at = (share: number) => delays[Math.floor(share * (samples - 1))] ?? 0;
  return {
    failingShare: plans.filter(({ status }) => status === 500).length / samples,
    p50Ms: at(0.5),
    p90Ms: at(0.9),
    p99Ms: at(0.99),
    slowerThan: (ms) => delays.filter((delay) => delay > ms).length / samples,
  };
}
