import { type CheckState, foldCheck, startCheck } from './checks.ts';
import { foldCounts } from './count-stream.ts';
import type { RollbackReason } from './decision.ts';
import { combinedEvidence, leadingStream } from './evidence.ts';
import { failsAlone, failsPlainly, MINUTES_FAILING_ALONE } from './fast-path.ts';
import { isConcurrent, isUsable, type Minute } from './minute.ts';
import { foldPercentile } from './percentile-stream.ts';
import { capOf, errorPolicy, type JudgePolicy, percentilePolicy, slowPolicy } from './policy.ts';
import { stakeAt } from './stakes.ts';
import type { JudgeState } from './state.ts';

const RECENT_MINUTES = 5;

/** Adds one minute. Minutes must come in time order, each once and complete. */
export function fold(policy: JudgePolicy, before: JudgeState, minute: Minute): JudgeState {
  const timed = passTime(policy, before, minute);
  const proven = addEvidence(policy, timed, minute);
  const evidence = combinedEvidence(policy, proven);
  const state = { ...proven, highestEvidence: Math.max(proven.highestEvidence, evidence) };
  return { ...state, rollbackReason: before.rollbackReason ?? reasonToRollBack(policy, state, evidence) };
}

function passTime(policy: JudgePolicy, state: JudgeState, minute: Minute): JudgeState {
  const lastConcurrent = isConcurrent(minute) ? latest(state.lastConcurrent, minute) : state.lastConcurrent;
  const { canary, live, step } = minute;
  const inStep = timeInStep(state, minute);
  const overdue = inStep.minutes - Math.max(inStep.before, policy.steps[step]?.minutes ?? 0);
  const alone = policy.steps[step]?.weight === 100;
  const failing = alone && failsAlone(minute, state.streams.errors.live, errorPolicy(policy).prior, lastConcurrent);
  return {
    ...state,
    recent: latest(state.recent, minute),
    lastConcurrent,
    minutesFailingAlone: failing ? state.minutesFailingAlone + 1 : 0,
    step,
    minutesInStep: inStep.minutes,
    requestsInStep: inStep.requests + canary.requests,
    requestsAlone: state.requestsAlone + (live.requests === 0 ? canary.requests : 0),
    overtime: state.overtime + Math.max(0, overdue),
  };
}

function timeInStep(state: JudgeState, { minute, step }: Minute) {
  const previous = state.recent.at(-1);
  if (previous?.step !== step) return { before: 0, minutes: 1, requests: 0 };
  // A missing minute counts as time, but not as data.
  const minutes = state.minutesInStep + minute - previous.minute;
  return { before: state.minutesInStep, minutes, requests: state.requestsInStep };
}

const latest = <T>(items: readonly T[], item: T): readonly T[] => [...items, item].slice(-RECENT_MINUTES);

function addEvidence(policy: JudgePolicy, state: JudgeState, minute: Minute): JudgeState {
  const compared = isUsable(minute, policy.warmupMinutes) ? compare(policy, state, minute) : state;
  // A limit needs no live slot, so it is also judged at 100 %.
  const checks = minute.minute >= policy.warmupMinutes ? foldChecks(policy, state, minute) : state.checks;
  return { ...compared, checks };
}

function compare(policy: JudgePolicy, state: JudgeState, minute: Minute): JudgeState {
  const { canary, live } = minute;
  const { errors, slow, p99, p90, p50 } = state.streams;
  const stake = stakeAt(policy, state.usable === undefined, state.minutesInStep === 1);
  return {
    ...state,
    usable: { minute, earlier: state.usable },
    streams: {
      errors: foldCounts(errors, errorPolicy(policy), canary, live, stake),
      slow: foldCounts(slow, slowPolicy(policy), canary, live, stake),
      p99: foldPercentile(p99, percentilePolicy(policy, 'p99'), canary, live, stake),
      p90: foldPercentile(p90, percentilePolicy(policy, 'p90'), canary, live, stake),
      p50: foldPercentile(p50, percentilePolicy(policy, 'p50'), canary, live, stake),
    },
  };
}

function foldChecks(policy: JudgePolicy, state: JudgeState, minute: Minute): readonly CheckState[] {
  const { lastConcurrent } = state;
  const startsStep = state.minutesInStep === 1;
  return policy.checks.map((check, i) => {
    const known = state.checks[i] ?? startCheck(check);
    const stake = stakeAt(policy, known.measuredMinutes === 0, startsStep);
    return foldCheck(known, check, minute, { lastConcurrent, startsStep, cap: capOf(policy), stake });
  });
}

function reasonToRollBack(policy: JudgePolicy, state: JudgeState, evidence: number): RollbackReason | undefined {
  if (failsPlainly(state.recent)) return { kind: 'fails-plainly' };
  if (state.minutesFailingAlone >= MINUTES_FAILING_ALONE) return { kind: 'fails-alone' };
  if (evidence >= 1 / policy.falseRollbackBudget) return { kind: 'evidence', stream: leadingStream(policy, state) };
  return undefined;
}
