import { describe, expect, it } from 'vitest';
import { becameOverexposed, limitedBy } from '#domain/canary/exposure.ts';
import { findingOf } from '#domain/canary/finding.ts';
import type { Look } from '#domain/canary/look.ts';
import type { MeasuredMinute } from '#domain/canary/measured-minute.ts';
import type { Minute } from '#domain/judge/minute.ts';
import type { Judging } from '#domain/strategy/strategy.ts';
import type { Verdict } from '#domain/judge/verdict.ts';

const steps = [5, 25, 100].map((weight) => ({ weight, bakeSeconds: 300 }));
const served = (requests: number) => ({ canary: { requests } });

const shift = { to: 'blue' as const, steps, judging: { exposedRequests: 1000 } };

function found(decision: Verdict['decision'], step: number, requests: number) {
  const seen = {
    minutes: [served(requests - 1), served(1)],
    measured: { there: 5, due: 5 },
    verdict: { decision, explanation: 'Fine.' },
  } as unknown as Look;
  return findingOf(shift, { step, journey: [], forced: false }, seen, 0);
}

describe('more requests than an unproven version may get', () => {
  it.each([
    ['a good verdict on a first weight', 'advance', 0],
    ['an unclear one', 'extend', 1],
  ] as const)('ask a person, at %s', (_, decision, step) => {
    expect(found(decision, step, 1001)).toEqual({
      decision: 'inconclusive',
      words: 'The new version has served 1001 requests, but only 1000 are allowed before it has passed. Fine.',
    });
    expect(found(decision, step, 1000).decision).toBe(decision);
  });

  it.each([
    ['passes the last weight before everything', 'advance', 1],
    ['has passed everything', 'promote', 2],
    ['has all traffic, and is still looked at', 'extend', 2],
  ] as const)('matter no more once it %s', (_, decision, step) => {
    expect(found(decision, step, 5000)).toEqual({ decision, words: 'Fine.' });
  });
});

describe('in the middle of a bake they', () => {
  const minutes = [400, 400, 400].map((requests, minute) => ({ ...served(requests), minute })) as unknown as Minute[];

  it('are noticed when there are too many, and not before', () => {
    expect(becameOverexposed(shift, 0, minutes.slice(0, 2), 0)).toBeUndefined();
    expect(becameOverexposed(shift, 0, minutes, 0)).toMatch(
      /^The new version has served 1200 requests, but only 1000 are allowed/,
    );
  });

  it('do not end a bake that a person has granted since', () => {
    expect(becameOverexposed(shift, 0, minutes, 2)).toMatch(/1200/);
    expect(becameOverexposed(shift, 0, minutes, 3)).toBeUndefined();
  });

  it('matter no more where it has all traffic', () => {
    expect(becameOverexposed(shift, 2, minutes, 0)).toBeUndefined();
  });
});

describe('a share of a day', () => {
  const day = [300, 0, 700].map((requests) => ({
    slots: { blue: { requests: 0 }, green: { requests } },
  })) as unknown as MeasuredMinute[];
  const limited = (judging: Judging, minutes = day) =>
    limitedBy({ ...shift, judging }, minutes).judging.exposedRequests;

  it('is so many requests of a day like the one before', () => {
    expect(limited({ exposedDayShare: 0.0155 })).toBe(15);
  });

  it('counts where it is less than the number that is allowed, and else that number', () => {
    expect(limited({ exposedDayShare: 0.1, exposedRequests: 50 })).toBe(50);
    expect(limited({ exposedDayShare: 0.01, exposedRequests: 50 })).toBe(10);
  });

  it('lets one request pass after a day without any, so that a person is asked about the next', () => {
    expect(limited({ exposedDayShare: 0.1 }, [])).toBe(1);
  });

  it('changes nothing where none is named', () => {
    expect(limited({})).toBeUndefined();
  });
});
