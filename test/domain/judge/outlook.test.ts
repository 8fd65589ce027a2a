import { describe, expect, test } from 'vitest';
import { foldAll, judge } from '#domain/judge/judge.ts';
import type { Minute } from '#domain/judge/minute.ts';
import { outlookOf } from '#domain/judge/outlook.ts';
import { judgePolicy } from '#domain/judge/policy.ts';
import { startJudging } from '#domain/judge/state.ts';
import { verdictOf } from '#domain/judge/verdict.ts';
import { minutes, nothing } from './minutes.ts';

const policy = judgePolicy([
  { weight: 5, minutes: 5 },
  { weight: 50, minutes: 5 },
]);
const live = { requests: 3800, errors: 6, slow: 190 };
const suspicious = minutes(5, () => ({ canary: { requests: 200, errors: 4, slow: 10 }, live }));
const scarce = minutes(5, () => ({
  canary: { requests: 10, slow: 0.5 },
  live: { requests: 190, errors: 1, slow: 9.5 },
}));

function outlook(history: readonly Minute[]) {
  const state = foldAll(policy, startJudging(policy), history);
  return outlookOf(policy, state, verdictOf(policy, state));
}

/** So many minutes more like the last one, in which the canary has its part of the live slot's errors and some more. */
const continued = (history: readonly Minute[], count: number, moreErrors = 0): Minute[] => {
  const last = history.at(-1)!;
  const share = last.canary.requests / last.live.requests;
  const errors = last.live.errors * share + moreErrors;
  const canary = { ...last.canary, errors, slow: last.live.slow * share };
  return [...history, ...Array.from({ length: count }, (_, i) => ({ ...last, canary, minute: last.minute + 1 + i }))];
};

describe('an open verdict', () => {
  test.each([
    { what: 'of too little data', history: scarce },
    { what: 'of a suspicion', history: suspicious },
  ])('$what passes after as many good minutes as it says, and not before', ({ history }) => {
    const enough = outlook(history)?.minutesToPass ?? NaN;
    expect(enough).toBeGreaterThan(1);
    expect(judge(policy, continued(history, enough)).decision).toBe('advance');
    expect(judge(policy, continued(history, enough - 1)).decision).toBe('extend');
  });

  test('rolls back with as many errors as it says within two minutes, and not with one less', () => {
    const errors = outlook(suspicious)?.errorsToFall ?? NaN;
    expect(errors).toBeGreaterThan(1);
    expect(judge(policy, continued(suspicious, 2, errors / 2)).decision).toBe('rollback');
    expect(judge(policy, continued(suspicious, 2, (errors - 1) / 2)).decision).not.toBe('rollback');
  });

  test('says both in its explanation', () => {
    const { minutesToPass, errorsToFall } = outlook(suspicious)!;
    expect(judge(policy, suspicious).explanation).toContain(
      `At this rate the canary passes after ${minutesToPass} more minutes as good as the live slot. ` +
        `${errorsToFall} errors more than expected in the next two minutes would roll it back.`,
    );
  });

  test('asks for more traffic where hours would not be enough', () => {
    const trickle = minutes(5, () => ({ canary: { requests: 0.1, slow: 0 }, live: { requests: 600, errors: 1 } }));
    expect(outlook(trickle)).toEqual({ minutesToPass: undefined, errorsToFall: undefined });
    expect(judge(policy, trickle).explanation).toMatch(/the canary would not pass within hours: it needs more traffic/);
  });
});

describe('there is no outlook', () => {
  test.each([
    { what: 'while a step goes well', history: continued(scarce.slice(0, 1), 2) },
    { what: 'when it is passed', history: minutes(5, () => ({})) },
    { what: 'after a rollback', history: minutes(5, () => ({ canary: { errors: 900 } })) },
    { what: 'when nothing was served lately', history: minutes(5, () => ({ canary: nothing })) },
  ])('$what', ({ history }) => {
    expect(outlook(history)).toBeUndefined();
  });
});
