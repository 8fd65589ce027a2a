import type { Check } from './checks.ts';
import type { CountPolicy } from './count-stream.ts';
import type { CountMargin } from './margins.ts';
import type { PercentilePolicy } from './percentile-stream.ts';

export interface JudgedStep {
  /** Percent of the traffic on the canary. */
  readonly weight: number;
  readonly minutes: number;
}

/** The settings that users may change. Every field has a default. */
export interface JudgeSettings {
  /** The probability of rolling back a healthy canary, over the whole shift and any number of looks. */
  readonly falseRollbackBudget: number;
  /** Minutes at the start that provide no evidence, because caches are cold. */
  readonly warmupMinutes: number;
  readonly errorMargin: CountMargin;
  readonly slowMargin: CountMargin;
  readonly latencyMargins: { readonly p50: number; readonly p90: number; readonly p99: number };
  /** The share of all requests that the service may lose at the next weight if the version is bad. */
  readonly toleratedDamage: number;
  /** The probability of continuing although the version does that much damage: between steps, and before 100 %. */
  readonly missedDamage: { readonly interim: number; readonly final: number };
  /** A next weight with this few canary requests per minute cannot do damage before the next look. */
  readonly freeRequestsPerMinute: number;
  /** With this much evidence or more, a step is not left. */
  readonly suspicion: number;
  readonly maxExtensionMinutes: number;
  /** The user's own limits and metrics, judged in addition to the comparison and out of the same budget. */
  readonly checks: readonly Check[];
}

export interface JudgePolicy extends JudgeSettings {
  readonly steps: readonly JudgedStep[];
}

export const defaultSettings: JudgeSettings = {
  falseRollbackBudget: 0.01,
  warmupMinutes: 2,
  errorMargin: { ratio: 1.25, absolute: 0.0003 },
  slowMargin: { ratio: 1.2, absolute: 0.005 },
  latencyMargins: { p50: 1.1, p90: 1.1, p99: 1.15 },
  toleratedDamage: 0.02,
  missedDamage: { interim: 0.1, final: 0.05 },
  freeRequestsPerMinute: 25,
  suspicion: 2,
  maxExtensionMinutes: 30,
  checks: [],
};

export function judgePolicy(steps: readonly JudgedStep[], settings: Partial<JudgeSettings> = {}): JudgePolicy {
  const policy = { ...defaultSettings, ...settings, steps };
  const faults = [...steps.flatMap(stepFaults), ...policy.checks.flatMap(checkFaults)];
  if (steps.length === 0) faults.push('A judged shift needs at least one step.');
  if (faults.length > 0) throw new RangeError(faults.join(' '));
  return policy;
}

const stepFaults = ({ weight, minutes }: JudgedStep): string[] => [
  ...(weight > 0 && weight <= 100 ? [] : [`A judged weight must be above 0 and at most 100, but is ${weight}.`]),
  ...(minutes >= 0 ? [] : [`A judged step must take 0 minutes or more, but takes ${minutes}.`]),
];

function checkFaults(check: Check): string[] {
  if (check.kind === 'rate-limit' && !(check.max > 0 && check.max < 1)) {
    return [`The limit of ${check.of} must be a rate between 0 and 1, but is ${check.max}.`];
  }
  return check.kind === 'value-limit' && !(check.max > 0)
    ? [`The limit of ${check.of} must be above 0, but is ${check.max}.`]
    : [];
}

export const plannedMinutes = ({ steps }: JudgePolicy): number => steps.reduce((sum, { minutes }) => sum + minutes, 0);

/** The canary's weight after this step; 100 after the last step. */
export const nextWeight = ({ steps }: JudgePolicy, step: number): number => steps[step + 1]?.weight ?? 100;

export const canCompare = ({ steps }: JudgePolicy): boolean => steps.some(({ weight }) => weight < 100);

/** Slightly more than half of the rollback threshold, so that at least two minutes must agree. */
export const capOf = ({ falseRollbackBudget }: JudgeSettings): number => 0.5 * Math.log(1 / falseRollbackBudget) + 1;

export const errorPolicy = (settings: JudgeSettings): CountPolicy => ({
  count: 'errors',
  margin: settings.errorMargin,
  prior: { rate: 0.001, requests: 500 },
  drift: 0.3,
  overdispersed: true,
  cap: capOf(settings),
});

export const slowPolicy = (settings: JudgeSettings): CountPolicy => ({
  count: 'slow',
  margin: settings.slowMargin,
  prior: { rate: 0.001, requests: 500 },
  drift: 0.1,
  overdispersed: false,
  cap: capOf(settings),
});

export const percentilePolicy = (
  settings: JudgeSettings,
  percentile: PercentilePolicy['percentile'],
): PercentilePolicy => ({
  percentile,
  margin: settings.latencyMargins[percentile],
  drift: 0.06,
  cap: capOf(settings),
});
