import type { ShiftStep } from '#domain/strategy/strategy.ts';
import type { Check } from './checks.ts';
import { type JudgePolicy, judgePolicy, type JudgeSettings } from './policy.ts';

/** Limits that apply regardless of the live slot. */
export interface AbsoluteLimits {
  /** Share of requests that may fail, 0 to 1. */
  readonly errorRate?: number;
  readonly p99Milliseconds?: number;
}

/** "No errors at all" cannot be distinguished from one in a million. */
const SMALLEST_RATE = 1e-6;
/** A shift of this length or more is a soak test, for which one more hour is acceptable. */
const SOAK_MINUTES = 180;

/** How a shift with these steps is judged. The judge counts in minutes and rounds up. */
export function policyForShift(
  steps: readonly ShiftStep[],
  limits: AbsoluteLimits = {},
  settings: Partial<JudgeSettings> = {},
): JudgePolicy {
  const judged = steps.map(({ weight, bakeSeconds }) => ({ weight, minutes: Math.ceil(bakeSeconds / 60) }));
  const isSoak = judged.reduce((sum, { minutes }) => sum + minutes, 0) >= SOAK_MINUTES;
  return judgePolicy(judged, {
    maxExtensionMinutes: isSoak ? 60 : 30,
    ...settings,
    checks: [...limitChecks(limits), ...(settings.checks ?? [])],
  });
}

const limitChecks = ({ errorRate, p99Milliseconds }: AbsoluteLimits): Check[] => [
  ...(errorRate === undefined || errorRate >= 1
    ? []
    : [{ kind: 'rate-limit', of: 'errors', max: Math.max(SMALLEST_RATE, errorRate) } as const]),
  ...(p99Milliseconds === undefined ? [] : [{ kind: 'value-limit', of: 'p99', max: p99Milliseconds / 1000 } as const]),
];
