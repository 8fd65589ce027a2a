import { fold } from '#domain/judge/fold.ts';
import { judgePolicy } from '#domain/judge/policy.ts';
import { type JudgeState, startJudging } from '#domain/judge/state.ts';
import { verdictOf } from '#domain/judge/verdict.ts';
import { newest, type Policy } from './look.ts';

/** The judge as it ships, with its defaults. */
export function ourJudge(): Policy {
  let state: JudgeState | undefined;
  return ({ steps, maxExtensionMinutes, minute, step, canary, live }) => {
    const policy = judgePolicy(steps, { maxExtensionMinutes });
    const reading = { minute, step, canary: newest(canary), live: newest(live) };
    state = fold(policy, state ?? startJudging(policy), reading);
    const { decision } = verdictOf(policy, state);
    return decision === 'advance' ? 'continue' : decision;
  };
}
