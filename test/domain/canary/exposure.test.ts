import { describe, expect, it } from 'vitest';
import { findingOf } from '#domain/canary/finding.ts';
import type { Look } from '#domain/canary/look.ts';
import type { Verdict } from '#domain/judge/verdict.ts';

const steps = [5, 25, 100].map((weight) => ({ weight, bakeSeconds: 300 }));
const served = (requests: number) => ({ canary: { requests } });

function found(decision: Verdict['decision'], step: number, requests: number) {
  const seen = {
    minutes: [served(requests - 1), served(1)],
    measured: { there: 5, due: 5 },
    verdict: { decision, explanation: 'Fine.' },
  } as unknown as Look;
  const shift = { to: 'blue' as const, steps, judging: { exposedRequests: 1000 } };
  return findingOf(shift, { step, journey: [], forced: false }, seen, 0);
}

describe('more requests than an unproven version may get', () => {
  it.each([
    ['a good verdict on a first weight', 'advance', 0],
    ['an unclear one', 'extend', 1],
  ] as const)('ask a person, at %s', (_, decision, step) => {
    expect(found(decision, step, 1001)).toEqual({
      decision: 'inconclusive',
      words: 'It has had 1001 requests, and 1000 are allowed before it has proven itself. Fine.',
    });
    expect(found(decision, step, 1000).decision).toBe(decision);
  });

  it.each([
    ['passes the last weight before everything', 'advance', 1],
    ['has passed everything', 'promote', 2],
  ] as const)('matter no more once it %s', (_, decision, step) => {
    expect(found(decision, step, 5000)).toEqual({ decision, words: 'Fine.' });
  });
});
