import { fold } from '#domain/judge/fold.ts';
import { combinedEvidence } from '#domain/judge/evidence.ts';
import type { SlotMinute } from '#domain/judge/minute.ts';
import { startJudging } from '#domain/judge/state.ts';
import type { Look } from './look.ts';

/** One minute of a shift as people look at it. */
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
  /** Seconds; nothing where nobody came. */
  readonly p99: number | null;
}

/** A chart needs no more, and an item of the ledger has room for no more. */
const mostPoints = 240;

/** How the evidence grew, minute by minute; of a long shift every so many minutes. */
export function evidenceSeries({ policy, minutes }: Look): readonly LookedAt[] {
  const every = Math.max(1, Math.ceil(minutes.length / mostPoints));
  let state = startJudging(policy);
  return minutes.flatMap((minute, i) => {
    state = fold(policy, state, minute);
    // The newest one always: it is the one that decided. And the first of each weight.
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
