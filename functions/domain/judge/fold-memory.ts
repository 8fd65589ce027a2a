import { fold } from './fold.ts';
import { inTimeOrder, type Minute, type SlotMinute } from './minute.ts';
import type { JudgePolicy } from './policy.ts';
import { type JudgeState, startJudging } from './state.ts';

/** How many canaries one function instance remembers. */
const mostCanaries = 20;

interface Folded {
  readonly how: string;
  readonly minutes: Minute[];
  /** The state after each of these minutes. */
  readonly states: JudgeState[];
}

/** Returns the judge's state after these minutes, in whatever order they arrived. */
export type FoldMinutes = (
  canary: string,
  policy: JudgePolicy,
  before: readonly SlotMinute[],
  minutes: readonly Minute[],
) => JudgeState;

/**
 * Folds minutes as `foldAll` does and remembers the intermediate states, so that a look at a canary of a whole day
 * costs only its new minutes. A corrected minute is folded again, with all minutes after it. Losing the memory only
 * costs time.
 */
export function rememberingFold(): FoldMinutes {
  const known = new Map<string, Folded>();
  return (canary, policy, before, minutes) => {
    const how = JSON.stringify([policy, before]);
    const last = known.get(canary);
    const folded = last?.how === how ? last : { how, minutes: [], states: [] };
    // The least recently used canary is dropped first.
    known.delete(canary);
    known.set(canary, folded);
    for (const oldest of [...known.keys()].slice(0, -mostCanaries)) known.delete(oldest);
    return foldOn(folded, policy, before, isInTimeOrder(minutes) ? minutes : inTimeOrder(minutes));
  };
}

function foldOn(
  folded: Folded,
  policy: JudgePolicy,
  before: readonly SlotMinute[],
  minutes: readonly Minute[],
): JudgeState {
  const same = lengthOfSame(folded.minutes, minutes);
  folded.minutes.splice(same);
  folded.states.splice(same);
  let state = folded.states.at(-1) ?? startJudging(policy, before);
  for (const minute of minutes.slice(same)) {
    state = fold(policy, state, minute);
    folded.minutes.push(minute);
    folded.states.push(state);
  }
  return state;
}

const isInTimeOrder = (minutes: readonly Minute[]): boolean =>
  minutes.every(({ minute }, i) => i === 0 || minute > (minutes[i - 1]?.minute ?? -Infinity));

function lengthOfSame(a: readonly Minute[], b: readonly Minute[]): number {
  const differs = a.findIndex((minute, i) => !isSame(minute, b[i]));
  return differs === -1 ? Math.min(a.length, b.length) : differs;
}

const isSame = (a: Minute, b: Minute | undefined): boolean =>
  a.minute === b?.minute && a.step === b.step && isSameSlot(a.canary, b.canary) && isSameSlot(a.live, b.live);

const isSameSlot = (a: SlotMinute, b: SlotMinute): boolean =>
  a === b ||
  (a.requests === b.requests &&
    a.errors === b.errors &&
    a.slow === b.slow &&
    a.p50 === b.p50 &&
    a.p90 === b.p90 &&
    a.p99 === b.p99 &&
    isSameRecord(a.metrics, b.metrics));

function isSameRecord(a: SlotMinute['metrics'] = {}, b: SlotMinute['metrics'] = {}): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
