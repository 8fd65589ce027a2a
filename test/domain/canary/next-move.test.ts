import { describe, expect, it } from 'vitest';
import type { Finding } from '#domain/canary/finding.ts';
import { nextMove } from '#domain/canary/next-move.ts';
import type { Forced, ShiftProgress } from '#domain/strategy/shift-progress.ts';
import type { OnInconclusive } from '#domain/strategy/strategy.ts';
import type { Answer, Saying } from '#domain/ledger/wait.ts';

const steps = [
  { weight: 10, bakeSeconds: 300 },
  { weight: 50, bakeSeconds: 300 },
  { weight: 100, bakeSeconds: 300 },
];
const now = Date.parse('2026-01-05T09:00:00Z');
const byAda: Forced = { by: 'Ada', why: 'I looked', until: '2026-01-05T09:00:00Z' };
const timeIsUp: Answer = { say: 'time is up', signal: 'clock', by: 'the clock', why: 'the bake is over' };

interface Situation {
  readonly step?: number;
  readonly forced?: ShiftProgress['forced'];
  readonly say?: Answer;
  readonly onInconclusive?: OnInconclusive;
}

function move(
  decision: Finding['decision'] | undefined,
  { step = 0, forced = false, say = timeIsUp, onInconclusive }: Situation = {},
) {
  const shift = { to: 'blue' as const, steps, judging: onInconclusive === undefined ? {} : { onInconclusive } };
  const finding = decision && { decision, words: 'because' };
  const next = nextMove(shift, { step, journey: [], forced }, say, finding, now);
  return [next.move, next.step, next.seconds];
}

const said = (say: Saying): { say: Answer } => ({ say: { say, signal: 'person', by: 'Ada', why: 'I looked' } });

describe('after a bake', () => {
  it.each([
    ['advance', 0, ['shift', 1, 0]],
    ['promote', 2, ['complete', 3, 0]],
    ['extend', 1, ['bake', 1, 60]],
    ['rollback', 1, ['reject', 1, 0]],
    ['inconclusive', 1, ['hold', 1, 0]],
  ] as const)('%s at step %i leads on', (decision, step, expected) => {
    expect(move(decision, { step })).toEqual(expected);
  });

  it.each([
    ['hold', 'hold'],
    ['roll back', 'reject'],
    ['go on', 'shift'],
  ] as const)('an unclear verdict does what the strategy says: %s', (onInconclusive, expected) => {
    expect(move('inconclusive', { onInconclusive })[0]).toBe(expected);
  });

  it('nothing that was not measured is passed', () => {
    expect(move(undefined, { step: 2 })).toEqual(['bake', 2, 60]);
  });
});

describe('a word of a person', () => {
  it('goes before the verdict', () => {
    expect(move(undefined, said('roll back'))[0]).toBe('reject');
    expect(move(undefined, said('hold'))[0]).toBe('hold');
    expect(move(undefined, said('extend'))).toEqual(['bake', 0, 300]);
    expect(move(undefined, said('promote'))).toEqual(['shift', 2, 0]);
    expect(move(undefined, { ...said('promote'), step: 2 })[0]).toBe('complete');
  });

  it('makes up for what the data lacks, and not for a version that is bad', () => {
    expect(move('inconclusive', { step: 2, forced: byAda })[0]).toBe('complete');
    expect(move('rollback', { step: 2, forced: byAda })[0]).toBe('reject');
  });

  it('counts for eight hours, and has to be said again after that', () => {
    const lapsed = { ...byAda, until: '2026-01-05T08:59:59Z' };
    expect(move('inconclusive', { step: 2, forced: lapsed })[0]).toBe('hold');
    const promoted = nextMove(
      { to: 'blue', steps, judging: {} },
      { step: 0, journey: [], forced: false },
      said('promote').say,
      { decision: 'extend', words: 'The evidence is 12 % of the rollback threshold' },
      now,
    );
    expect(promoted).toMatchObject({
      who: 'Ada',
      forced: { ...byAda, until: '2026-01-05T17:00:00.000Z' },
      words: "Ada: I looked. The judge's verdict at that moment: The evidence is 12 % of the rollback threshold",
    });
  });

  it('stands in the ledger as the person’s, with what the judge says', () => {
    const finding = { decision: 'inconclusive', words: '0 of the 1 minutes are measured' } as const;
    const answer = { say: 'time is up', signal: 'clock', by: 'the clock', why: 'the bake is over' } as const;
    const { who, words } = nextMove(
      { to: 'blue', steps, judging: {} },
      { step: 2, journey: [], forced: byAda },
      answer,
      finding,
      now,
    );
    expect(who).toBe('Ada');
    expect(words).toBe(
      "Ada has promoted it (I looked), regardless of the judge's verdict: 0 of the 1 minutes are measured",
    );
  });
});

describe('what the ledger says of a move', () => {
  const entry = (say: Answer, finding?: Finding, judging = {}, step = 0) => {
    const shift = { to: 'blue' as const, steps, judging };
    const { who, words } = nextMove(shift, { step, journey: [], forced: false }, say, finding, now);
    return { who, words };
  };
  const why = 'the alarm rings';

  it.each(['roll back', 'hold', 'extend'] as const)('is who wanted to %s, and why', (say) => {
    expect(entry({ say, signal: 'person', by: 'Ada', why: 'I looked' })).toEqual({
      who: 'Ada',
      words: 'Ada: I looked',
    });
    expect(entry({ say, signal: 'alarm', by: 'api-blue-errors', why })).toEqual({
      who: 'alarm',
      words: 'api-blue-errors: the alarm rings',
    });
  });

  it('is that the verdict is unknown where a person promotes what was never judged', () => {
    expect(entry(said('promote').say)).toEqual({
      who: 'Ada',
      words: "Ada: I looked. The judge's verdict at that moment: unknown",
    });
  });

  it.each(['advance', 'promote', 'extend', 'rollback', 'inconclusive'] as const)(
    'is the judge and its words after a bake: %s',
    (decision) => {
      expect(entry(timeIsUp, { decision, words: 'because' })).toEqual({ who: 'judge', words: 'because' });
    },
  );

  it('is that nothing was measured where there is no finding', () => {
    expect(entry(timeIsUp)).toEqual({
      who: 'judge',
      words: 'Nothing was measured, and an unmeasured bake does not pass',
    });
  });

  it('names the setting that lets an unclear version go on', () => {
    const unclear: Finding = { decision: 'inconclusive', words: 'Not enough data.' };
    expect(entry(timeIsUp, unclear, { onInconclusive: 'go on' })).toEqual({
      who: 'judge',
      words: "Not enough data. The shift continues because onInconclusive is 'go on'.",
    });
  });
});
