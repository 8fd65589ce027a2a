import type { ShiftPlan } from '#domain/strategy/shift-schedule.ts';
import type { Forced, ShiftProgress } from '#domain/strategy/shift-progress.ts';
import { inconclusivePolicy } from '#domain/strategy/strategy.ts';
import type { Answer } from '#domain/ledger/wait.ts';
import type { Finding } from './finding.ts';

/** What the machine does next. */
export interface Move {
  readonly move: 'shift' | 'bake' | 'hold' | 'complete' | 'reject';
  /** The step of the schedule that comes next, or stays. */
  readonly step: number;
  /** How long it bakes where it stays. */
  readonly seconds: number;
  readonly forced: ShiftProgress['forced'];
  readonly who: string;
  readonly words: string;
}

/** As long as a person is waited for: whoever promotes a version stands by it for a working day. */
const forcedForMs = 8 * 3600 * 1000;

/** A step that is not passed yet stays for so long before the next look. */
const extensionSeconds = 60;

const unmeasured: Finding = {
  decision: 'extend',
  words: 'Nothing was measured, and what is not measured is not passed',
};

/** Somebody's word goes before the judge's, but a bad version is not promoted by anybody's silence. */
export function nextMove(
  shift: ShiftPlan,
  progress: ShiftProgress,
  answer: Answer,
  finding: Finding | undefined,
  now: number,
): Move {
  const { step } = progress;
  const forced = stillForced(progress, now);
  const words = `${answer.by}: ${answer.why}`;
  const stay = { step, seconds: 0, forced, who: answer.signal === 'person' ? answer.by : answer.signal };
  switch (answer.say) {
    case 'roll back':
      return { ...stay, move: 'reject', words };
    case 'hold':
      return { ...stay, move: 'hold', words };
    case 'extend':
      return { ...stay, move: 'bake', seconds: Math.max(extensionSeconds, bakeOf(shift, step)), words };
    case 'promote':
      return { ...stay, ...promotion(shift, step, answer, finding, now) };
    case 'time is up':
      return moveAfter(shift, { ...progress, forced }, finding ?? unmeasured);
  }
}

function promotion(
  { steps }: ShiftPlan,
  step: number,
  { by, why }: Answer,
  finding: Finding | undefined,
  now: number,
): Pick<Move, 'move' | 'step' | 'forced' | 'words'> {
  const last = steps.length - 1;
  return {
    move: step === last ? 'complete' : 'shift',
    step: last,
    forced: { by, why, until: new Date(now + forcedForMs).toISOString() },
    words: `${by}: ${why}. The judge at that moment: ${finding?.words ?? 'nothing is known of what it would say'}`,
  };
}

function moveAfter(shift: ShiftPlan, { step, forced }: ShiftProgress, { decision, words }: Finding): Move {
  const stay = { step, seconds: 0, forced, who: 'judge', words };
  const onward = { ...stay, move: step === shift.steps.length - 1 ? 'complete' : 'shift', step: step + 1 } as const;
  switch (decision) {
    case 'rollback':
      return { ...stay, move: 'reject' };
    case 'extend':
      return forced ? despite(onward, forced) : { ...stay, move: 'bake', seconds: extensionSeconds };
    case 'inconclusive':
      return forced ? despite(onward, forced) : moveInconclusive(shift, stay, onward);
    case 'advance':
    case 'promote':
      return onward;
  }
}

/** Whoever promoted it has decided; the judge is only heard. */
const despite = (onward: Move, { by, why }: Forced): Move => ({
  ...onward,
  who: by,
  words: `${by} has promoted it (${why}), whatever the judge says: ${onward.words}`,
});

const stillForced = ({ forced }: ShiftProgress, now: number): ShiftProgress['forced'] =>
  forced && Date.parse(forced.until) >= now ? forced : false;

function moveInconclusive({ judging }: ShiftPlan, stay: Omit<Move, 'move'>, onward: Move): Move {
  switch (inconclusivePolicy(judging)) {
    case 'hold':
      return { ...stay, move: 'hold' };
    case 'roll back':
      return { ...stay, move: 'reject' };
    case 'go on':
      return { ...onward, words: `${onward.words} It goes on because the strategy says so.` };
  }
}

const bakeOf = ({ steps }: ShiftPlan, step: number): number => steps[step]?.bakeSeconds ?? 0;
