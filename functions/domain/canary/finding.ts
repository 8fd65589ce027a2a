import type { ShiftPlan } from '#domain/strategy/shift-schedule.ts';
import type { ShiftProgress } from '#domain/strategy/shift-progress.ts';
import { overexposure } from './exposure.ts';
import type { LookedAt } from './evidence-series.ts';
import type { Look } from './look.ts';

/** The result of the judge's look at the end of a bake. */
export interface Finding {
  readonly decision: 'advance' | 'promote' | 'extend' | 'inconclusive' | 'rollback';
  readonly words: string;
  /** The evidence over time. */
  readonly series?: readonly LookedAt[];
}

const minuteMs = 60_000;

/** The verdict if all minutes of the bake are measured, or a finding that they are not. */
export function findingOf(shift: ShiftPlan, progress: ShiftProgress, seen: Look, now: number): Finding {
  const { verdict, measured } = seen;
  if (verdict.decision === 'rollback') return { decision: 'rollback', words: verdict.explanation };
  if (measured.there < measured.due) return awaitMinutes(shift, progress, seen, now);
  if (verdict.decision === 'extend' || verdict.decision === 'inconclusive') {
    return tooExposed(shift, progress.step, seen) ?? { decision: verdict.decision, words: verdict.explanation };
  }
  if (verdict.decision === 'promote') return { decision: 'promote', words: verdict.explanation };
  const exposed = tooExposed(shift, progress.step + 1, seen);
  return exposed ?? { decision: 'advance', words: verdict.explanation };
}

/** Metrics arrive late. They may take as long as the judge may extend a shift. */
function awaitMinutes(shift: ShiftPlan, progress: ShiftProgress, { policy, measured }: Look, now: number): Finding {
  const { there, due } = measured;
  const words = `Only ${there} of the ${due} minutes of this bake are measured, and an unmeasured bake does not pass`;
  const overdueMs = now - endOfBake(shift, progress);
  return { decision: overdueMs > policy.maxExtensionMinutes * minuteMs ? 'inconclusive' : 'extend', words };
}

function endOfBake({ steps }: ShiftPlan, { journey, step }: ShiftProgress): number {
  const began = journey.findLast((leg) => leg.step === step);
  return began === undefined ? 0 : Date.parse(began.at) + (steps[step]?.bakeSeconds ?? 0) * 1000;
}

function tooExposed(shift: ShiftPlan, step: number, { minutes, verdict }: Look): Finding | undefined {
  const why = overexposure(shift, step, minutes);
  return why === undefined ? undefined : { decision: 'inconclusive', words: `${why}. ${verdict.explanation}` };
}
