import { fold } from './fold.ts';
import { inTimeOrder, type Minute } from './minute.ts';
import type { JudgePolicy } from './policy.ts';
import { startJudging } from './state.ts';
import { type Clock, type Verdict, verdictOf } from './verdict.ts';

/** The verdict on a canary after these minutes, in whatever order they arrived. */
export function judge(policy: JudgePolicy, history: readonly Minute[], clock?: Clock): Verdict {
  const state = inTimeOrder(history).reduce((before, minute) => fold(policy, before, minute), startJudging(policy));
  return verdictOf(policy, state, clock);
}
