import { fold } from './fold.ts';
import { inTimeOrder, type Minute } from './minute.ts';
import type { JudgePolicy } from './policy.ts';
import { type JudgeState, startJudging } from './state.ts';
import { type Clock, type Verdict, verdictOf } from './verdict.ts';

/** The verdict on a canary after these minutes, in whatever order they arrived. */
export const judge = (policy: JudgePolicy, history: readonly Minute[], clock?: Clock): Verdict =>
  verdictOf(policy, foldAll(policy, startJudging(policy), history), clock);

/** The state after these additional minutes. */
export const foldAll = (policy: JudgePolicy, state: JudgeState, minutes: readonly Minute[]): JudgeState =>
  inTimeOrder(minutes).reduce((before, minute) => fold(policy, before, minute), state);
