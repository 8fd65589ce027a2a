import { fold } from '#domain/judge/fold.ts';
import { combinedEvidence } from '#domain/judge/evidence.ts';
import type { SlotMinute } from '#domain/judge/minute.ts';
import { startJudging } from '#domain/judge/state.ts';
import type { Look } from './look.ts';

/** One minute of a shift, as charts show it. */
export interface LookedAt {
  readonly minute: number;
  readonly step: number;
  readonly weight: number;
  readonly evidence: number;
  readonly rollbackAt: number;
  readonly canary: SlotFigures;
  readonly live: SlotFigures;
}

export interface SlotFigures {
  readonly requests: number;
  readonly errors: number;
  /** In seconds; null if there were no requests. */
  readonly p99: number | null;
}

/** Enough for a chart, and as much as fits into a ledger item. */
const mostPoints = 240;

/** The evidence over time. For a long shift, only some of its minutes. */
export function evidenceSeries({ policy, minutes }: Look): readonly LookedAt[] {
  const every = Math.max(1, Math.ceil(minutes.length / mostPoints));
  let state = startJudging(policy);
  return minutes.flatMap((minute, i) => {
    state = fold(policy, state, minute);
    // Always keeps the newest minute, which decided, and the first minute of each weight.
    const isNeeded = i === minutes.length - 1 || minutes[i - 1]?.step !== minute.step;
    if (i % every !== 0 && !isNeeded) return [];
    return {
      minute: minute.minute,
      step: minute.step,
      weight: policy.steps[minute.step]?.weight ?? 100,
      evidence: combinedEvidence(policy, state),
      rollbackAt: 1 / policy.falseRollbackBudget,
      canary: figures(minute.canary),
      live: figures(minute.live),
    };
  });
}

const figures = ({ requests, errors, p99 }: SlotMinute): SlotFigures => ({ requests, errors, p99 });
