import { fold } from '#domain/judge/fold.ts';
import type { JudgePolicy } from '#domain/judge/policy.ts';
import { startJudging } from '#domain/judge/state.ts';
import { type Verdict, verdictOf } from '#domain/judge/verdict.ts';
import type { TraceMinute } from './trace.ts';

export interface ReplayedLook {
  readonly recorded: TraceMinute;
  readonly step: number;
  readonly weight: number;
  readonly verdict: Verdict;
}

export interface Replay {
  readonly outcome: 'promoted' | 'rolled back' | 'inconclusive' | 'trace ended';
  readonly looks: readonly ReplayedLook[];
}

const ENDINGS = { promote: 'promoted', rollback: 'rolled back', inconclusive: 'inconclusive' } as const;

/** Plays recorded minutes as the shift would have read them: a look every minute, steps left when the judge says so. */
export function replay(policy: JudgePolicy, trace: readonly TraceMinute[]): Replay {
  const inOrder = trace.toSorted((a, b) => a.minute - b.minute);
  const start = inOrder[0]?.minute ?? 0;
  const looks: ReplayedLook[] = [];
  let state = startJudging(policy);
  let step = 0;
  for (const recorded of inOrder) {
    const { canary, live } = recorded;
    state = fold(policy, state, { minute: recorded.minute - start, step, canary, live });
    const verdict = verdictOf(policy, state);
    looks.push({ recorded, step, weight: policy.steps[step]?.weight ?? 100, verdict });
    if (verdict.decision === 'advance') step += 1;
    if (verdict.decision in ENDINGS) {
      return { outcome: ENDINGS[verdict.decision as keyof typeof ENDINGS], looks };
    }
  }
  return { outcome: 'trace ended', looks };
}
