import type { ShiftPlan } from '#domain/strategy/shift-schedule.ts';
import type { Forced, ShiftProgress } from '#domain/strategy/shift-progress.ts';
import { inconclusivePolicy } from '#domain/strategy/strategy.ts';
import type { Answer } from '#domain/ledger/wait.ts';
import type { Finding } from './finding.ts';

/** What the machine does next. */
export interface Move {
  readonly move: 'shift' | 'bake' | 'hold' | 'complete' | 'reject';
  /** The next step of the schedule, or the current one. */
  readonly step: number;
  /** How long to bake if the shift stays at this step. */
  readonly seconds: number;
  readonly forced: ShiftProgress['forced'];
  readonly who: string;
  readonly words: string;
}

/** A promotion by a person remains in effect for one working day. */
const forcedForMs = 8 * 3600 * 1000;

/** The time until the next look at a step that has not passed yet. */
const extensionSeconds = 60;

const unmeasured: Finding = {
  decision: 'extend',
  words: 'Nothing was measured, and an unmeasured bake does not pass',
};

/** A person's decision takes precedence over the judge's. Without a decision a bad version is not promoted. */
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
    words: `${by}: ${why}. The judge's verdict at that moment: ${finding?.words ?? 'unknown'}`,
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

/** The person who promoted the version has decided; the judge's verdict is only reported. */
const despite = (onward: Move, { by, why }: Forced): Move => ({
  ...onward,
  who: by,
  words: `${by} has promoted it (${why}), regardless of the judge's verdict: ${onward.words}`,
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
      return { ...onward, words: `${onward.words} The shift continues because onInconclusive is 'go on'.` };
  }
}

const bakeOf = ({ steps }: ShiftPlan, step: number): number => steps[step]?.bakeSeconds ?? 0;
