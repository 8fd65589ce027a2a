import { describe, expect, it } from 'vitest';
import { policyOf } from '#domain/canary/policy.ts';
import { judge } from '#domain/judge/judge.ts';
import type { SlotMinute } from '#domain/judge/minute.ts';
import type { Margins } from '#domain/strategy/strategy.ts';

const usual = { requests: 5000, errors: 10, slow: 50, p50: 0.05, p90: 0.1, p99: 0.2 };

const decisionOn = (canary: Partial<SlotMinute>, margins: Margins) => {
  const steps = [
    { weight: 50, bakeSeconds: 900 },
    { weight: 100, bakeSeconds: 300 },
  ];
  const minutes = Array.from({ length: 15 }, (_, minute) => ({
    ...{ minute, step: 0, live: usual },
    canary: { ...usual, ...canary },
  }));
  return judge(policyOf({ to: 'blue', steps, judging: { margins } }), minutes).decision;
};

describe('a margin', () => {
  it.each<[what: string, worse: Partial<SlotMinute>, margins: Margins]>([
    ['failing three times as often', { errors: 30 }, { errors: { ratio: 3.1 } }],
    ['failing in one answer of a hundred more', { errors: 30 }, { errors: { absolute: 0.02 } }],
    ['three times as many slow answers', { slow: 150 }, { slow: { ratio: 3.1 } }],
    ['a median twice as long', { p50: 0.1 }, { p50: 2.1 }],
    ['nine of ten answers half as fast', { p90: 0.2 }, { p90: 2.1 }],
    ['a tail twice as long', { p99: 0.4 }, { p99: 2.1 }],
  ])('lets %s pass that is sent back without it', (_, worse, margins) => {
    expect(decisionOn(worse, {})).toBe('rollback');
    expect(decisionOn(worse, margins)).toBe('advance');
  });
});
