import { describe, expect, it } from 'vitest';
import { interruption } from '#domain/canary/look.ts';
import { minuteMs } from '#domain/canary/measured-minute.ts';
import { nextSnapshot } from '#domain/canary/settled.ts';
import { rememberingFold } from '#domain/judge/fold-memory.ts';
import type { Judging } from '#domain/strategy/strategy.ts';
import type { Forced } from '#domain/strategy/shift-progress.ts';

const start = Date.parse('2026-01-05T09:00:00Z');
const usual = { requests: 400, errors: 0, slow: 0, p50: 0.05, p90: 0.1, p99: 0.15 };
const steps = [
  { weight: 10, bakeSeconds: 1800 },
  { weight: 100, bakeSeconds: 300 },
];
const byAda: Forced = { by: 'Ada', why: 'I looked', until: '2026-01-05T17:00:00Z' };

interface Situation {
  readonly judging?: Judging;
  readonly kind?: 'bake' | 'decision';
  readonly openedAt?: string;
  readonly forced?: false | Forced;
  /** Of each minute of the new version. */
  readonly errors?: number;
}

/** What interrupts the wait after three minutes of the first step, in each of which the new version served 400 requests. */
function interrupted(situation: Situation = {}) {
  const { judging = {}, kind = 'bake', openedAt = '2026-01-05T09:00:00Z', forced = false, errors = 0 } = situation;
  const minutes = [0, 1, 2].map((minute) => ({
    at: start + minute * minuteMs,
    slots: { blue: { ...usual, errors }, green: { ...usual, requests: 3600 } },
  }));
  const now = start + 5 * minuteMs;
  const progress = { step: 0, journey: [{ step: 0, weight: 10, at: '2026-01-05T09:00:00Z' }], forced };
  const seen = { minutes, earlier: nextSnapshot(undefined, minutes, now - minuteMs), now };
  return interruption({ to: 'blue', steps, judging }, { kind, openedAt, progress }, seen, rememberingFold());
}

const tooMany = 'The new version has served 1200 requests, but only 1000 are allowed before it has passed';
const limited = { exposedRequests: 1000 };

describe('a version that fails plainly', () => {
  it('is rolled back by the judge in the middle of a bake', () => {
    expect(interrupted({ errors: 400 })).toEqual({
      ...{ say: 'roll back', signal: 'judge', by: 'judge' },
      why: expect.stringMatching(
        /^Rolled back: most of its requests fail while the live slot is fine\. The evidence is /,
      ),
    });
  });

  it.each([
    ['while a person is asked', { kind: 'decision' }],
    ['though a person has promoted it', { forced: byAda }],
  ] as const)('is rolled back %s', (_, situation) => {
    expect(interrupted({ errors: 400, ...situation })).toMatchObject({ say: 'roll back', by: 'judge' });
  });
});

describe('a version that has served more requests than an unproven one may', () => {
  it.each([
    ['asks a person where the strategy does not say', {}, { say: 'hold', signal: 'judge', by: 'judge', why: tooMany }],
    [
      'asks a person where the strategy says so',
      { onInconclusive: 'hold' },
      { say: 'hold', signal: 'judge', by: 'judge', why: tooMany },
    ],
    [
      'is rolled back where the strategy says so',
      { onInconclusive: 'roll back' },
      { say: 'roll back', signal: 'judge', by: 'judge', why: tooMany },
    ],
    ['goes on where the strategy says so', { onInconclusive: 'go on' }, undefined],
  ] as const)('%s', (_, judging, answer) => {
    expect(interrupted({ judging: { ...limited, ...judging } })).toEqual(answer);
  });

  it.each([
    ['a person is asked about it already', { kind: 'decision' }],
    ['a person has promoted it', { forced: byAda }],
    ['the bake began when it had', { openedAt: '2026-01-05T09:03:00Z' }],
  ] as const)('is not interrupted where %s', (_, situation) => {
    expect(interrupted({ judging: limited, ...situation })).toBeUndefined();
  });

  it('is interrupted where the bake began when it had not', () => {
    expect(interrupted({ judging: limited, openedAt: '2026-01-05T09:02:00Z' })).toMatchObject({ say: 'hold' });
  });
});

describe('a healthy version', () => {
  it('bakes until the end', () => {
    expect(interrupted()).toBeUndefined();
    expect(interrupted({ judging: { exposedRequests: 1200 } })).toBeUndefined();
  });
});
