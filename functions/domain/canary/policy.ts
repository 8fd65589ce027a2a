import type { Check } from '#domain/judge/checks.ts';
import { defaultSettings, type JudgePolicy } from '#domain/judge/policy.ts';
import { policyForShift } from '#domain/judge/shift-policy.ts';
import type { ShiftPlan } from '#domain/strategy/shift-schedule.ts';
import type { OwnMetric } from '#domain/strategy/own-metric.ts';
import type { Margins } from '#domain/strategy/strategy.ts';

/** By default, a response is slow if it takes longer than this. */
const usualSlowMilliseconds = 500;
/** How much an unknown metric may differ between two slots that run equally good versions. */
const usualMargin = 1.2;

export const slowSecondsOf = ({ judging }: ShiftPlan): number =>
  (judging.slowMilliseconds ?? usualSlowMilliseconds) / 1000;

export function policyOf({ steps, judging }: ShiftPlan): JudgePolicy {
  const { limits, margins, falseRollbackBudget, maxExtensionMinutes, metrics = [] } = judging;
  return policyForShift(steps, limits, {
    ...marginsOf(margins),
    ...(falseRollbackBudget !== undefined && { falseRollbackBudget }),
    ...(maxExtensionMinutes !== undefined && { maxExtensionMinutes }),
    checks: metrics.map(checkOf),
  });
}

function marginsOf({ errors, slow, ...latencies }: Margins = {}) {
  const { errorMargin, slowMargin, latencyMargins } = defaultSettings;
  return {
    errorMargin: { ...errorMargin, ...errors },
    slowMargin: { ...slowMargin, ...slow },
    latencyMargins: { ...latencyMargins, ...latencies },
  };
}

function checkOf({ name, limit, margin = usualMargin, worse, critical = true }: OwnMetric): Check {
  if (limit === undefined) return { kind: 'compared-value', of: name, margin, critical };
  return { kind: 'value-limit', of: name, max: worse === 'higher' ? limit : 1 / limit, critical };
}

/** Smaller values count as zero. The reciprocal is still a finite number. */
const none = 1e-9;

/** For the judge, more is always worse. A metric for which less is worse is passed as its reciprocal. */
export const readingFor = (value: number, { worse }: Pick<OwnMetric, 'worse'>): number =>
  worse === 'higher' ? value : 1 / Math.max(value, none);
