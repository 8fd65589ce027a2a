import type { Decision } from './decision.ts';
import { hasEnoughData } from './enough-data.ts';
import { combinedEvidence } from './evidence.ts';
import { fold } from './fold.ts';
import { isConcurrent, type Minute, type SlotMinute } from './minute.ts';
import type { JudgePolicy } from './policy.ts';
import type { JudgeState } from './state.ts';

/** What would lead to a clear verdict. */
export interface Outlook {
  /**
   * How many more minutes in which the canary is as good as the live slot would pass the step; undefined if too many.
   */
  readonly minutesToPass: number | undefined;
  /** How many errors more than expected, within two minutes, would roll back; undefined if no number would. */
  readonly errorsToFall: number | undefined;
}

/** A step does not wait longer than this. */
const LONGEST_WAIT_MINUTES = 240;
/** The cap on what one minute may prove requires a second one. */
const MINUTES_TO_BE_SURE = 2;

/**
 * Asks the judge, using minutes like the last ones; undefined if the verdict is clear or there was no recent traffic.
 */
export function outlookOf(policy: JudgePolicy, state: JudgeState, decision: Decision): Outlook | undefined {
  const next = asGoodAsLive(state);
  if (next === undefined || !isOpen(policy, state, decision)) return undefined;
  return { minutesToPass: minutesToPass(policy, state, next), errorsToFall: errorsToFall(policy, state, next) };
}

function isOpen(policy: JudgePolicy, state: JudgeState, { decision }: Decision): boolean {
  if (decision === 'extend' || decision === 'inconclusive') return true;
  return decision === 'continue' && combinedEvidence(policy, state) >= policy.suspicion;
}

/** The average of the last minutes, in which the canary has its share of all requests, errors and slow responses. */
function asGoodAsLive({ recent, step }: JudgeState): Minute | undefined {
  const minutes = recent.filter(isConcurrent);
  const last = minutes.at(-1);
  if (last === undefined) return undefined;
  const mean = (slot: 'canary' | 'live', count: 'requests' | 'errors' | 'slow') =>
    minutes.reduce((sum, minute) => sum + minute[slot][count], 0) / minutes.length;
  const requests = mean('canary', 'requests');
  const live = {
    ...last.live,
    requests: mean('live', 'requests'),
    errors: mean('live', 'errors'),
    slow: mean('live', 'slow'),
  };
  const share = requests / live.requests;
  return {
    minute: (recent.at(-1) ?? last).minute + 1,
    step,
    live,
    canary: { ...live, requests, errors: live.errors * share, slow: live.slow * share },
  };
}

function minutesToPass(policy: JudgePolicy, before: JudgeState, next: Minute): number | undefined {
  let state = before;
  for (let minutes = 1; minutes <= LONGEST_WAIT_MINUTES; minutes += 1) {
    state = fold(policy, state, { ...next, minute: next.minute + minutes - 1 });
    if (hasEnoughData(policy, state) && combinedEvidence(policy, state) < policy.suspicion) return minutes;
  }
  return undefined;
}

/** The smallest number, by bisection: more errors never count in favor of the canary. */
function errorsToFall(policy: JudgePolicy, state: JudgeState, next: Minute): number | undefined {
  const falls = (more: number) => {
    const failing = { ...next, canary: withErrors(next.canary, more / MINUTES_TO_BE_SURE) };
    const after = Array.from({ length: MINUTES_TO_BE_SURE }, (_, i) => ({ ...failing, minute: next.minute + i }));
    return after.reduce((known, minute) => fold(policy, known, minute), state).rollbackReason !== undefined;
  };
  let [tooFew, enough] = [0, Math.floor(MINUTES_TO_BE_SURE * (next.canary.requests - next.canary.errors))];
  if (enough < 1 || !falls(enough)) return undefined;
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (falls(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}

const withErrors = (slot: SlotMinute, more: number): SlotMinute => ({ ...slot, errors: slot.errors + more });
