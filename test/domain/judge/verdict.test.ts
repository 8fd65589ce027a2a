import { describe, expect, test } from 'vitest';
import { judge } from '#domain/judge/judge.ts';
import { judgePolicy } from '#domain/judge/policy.ts';
import { policyForShift } from '#domain/judge/shift-policy.ts';
import { minutes, nothing, served } from './minutes.ts';

const steps = [
  { weight: 50, minutes: 5 },
  { weight: 100, minutes: 5 },
];
const policy = judgePolicy(steps);
const healthy = minutes(5, () => ({}));

describe('at a step', () => {
  test('a healthy canary goes on, and its step is passed at the end', () => {
    expect(judge(policy, healthy.slice(0, 4)).decision).toBe('continue');
    expect(judge(policy, healthy).decision).toBe('advance');
  });

  test('ten times the errors of the live slot roll back, with the numbers', () => {
    const verdict = judge(
      policy,
      minutes(5, () => ({ canary: { errors: 30 }, live: { errors: 3 } })),
    );
    expect(verdict).toMatchObject({ decision: 'rollback', reason: { kind: 'evidence', stream: 'errors' } });
    expect(verdict.explanation).toMatch(/mainly from errors: 90 against 9 expected/);
    expect(verdict.severity).toBeGreaterThanOrEqual(0.7);
    expect(verdict.anytimePValue).toBeLessThanOrEqual(0.01);
  });

  test('trouble that both slots share does not roll back', () => {
    const verdict = judge(
      policy,
      minutes(5, (i) => ({ canary: { errors: i === 3 ? 300 : 1 }, live: { errors: i === 3 ? 310 : 1 } })),
    );
    expect(verdict.decision).toBe('advance');
  });

  test.each([
    { canary: 900, decision: 'rollback' },
    { canary: 480, decision: 'advance' },
  ])('where 600 of 1000 fail anyway, $canary are told by how few succeed: $decision', ({ canary, decision }) => {
    const verdict = judge(
      policy,
      minutes(5, () => ({ canary: { errors: canary }, live: { errors: 600 } })),
    );
    expect(verdict.decision).toBe(decision);
  });

  test('a slower median rolls back', () => {
    const verdict = judge(
      policy,
      minutes(5, () => ({ canary: { p50: 0.09 } })),
    );
    expect(verdict).toMatchObject({ decision: 'rollback', reason: { stream: 'p50' } });
  });

  test('a rollback is not taken back by better minutes', () => {
    const recovered = minutes(8, (i) => (i < 1 ? { canary: { errors: 900 } } : {}));
    expect(judge(policy, recovered)).toMatchObject({ decision: 'rollback', reason: { kind: 'fails-plainly' } });
  });
});

describe('without enough data', () => {
  test.each([
    { what: 'no minute at all', history: [] },
    { what: 'no requests', history: minutes(5, () => ({ canary: nothing, live: nothing })) },
    { what: 'no canary requests', history: minutes(5, () => ({ canary: nothing })) },
    { what: 'a handful of requests', history: minutes(5, () => ({ canary: { requests: 3, slow: 0 } })) },
    { what: 'no live slot to compare with', history: minutes(5, () => ({ live: nothing })) },
  ])('a step is extended: $what', ({ history }) => {
    expect(judge(policy, history, { stepIsOver: true, overtime: 0 })).toMatchObject({
      decision: 'extend',
      reason: 'not-enough-data',
    });
  });

  test('it ends inconclusive when the extra minutes are used up, never promoted', () => {
    const silence = minutes(35, () => ({ canary: nothing }));
    expect(judge(policy, silence.slice(0, 34)).decision).toBe('extend');
    expect(judge(policy, silence)).toMatchObject({ decision: 'inconclusive', reason: 'not-enough-data' });
  });

  test('a missing minute is time, not data', () => {
    const gap = healthy.filter(({ minute }) => minute !== 3);
    expect(judge(policy, gap).decision).toBe('advance');
    expect(judge(policy, gap.slice(0, -1)).decision).toBe('continue');
  });
});

describe('at 100 %', () => {
  const alone = (errors: (minute: number) => number, requests = 1000) => [
    ...healthy,
    ...minutes(5, (i) => ({ canary: { requests, errors: errors(i) }, live: nothing, step: 1 })).map((each) => ({
      ...each,
      minute: each.minute + 5,
    })),
  ];

  test('a canary that keeps serving well is promoted', () => {
    expect(
      judge(
        policy,
        alone(() => 1),
      ).decision,
    ).toBe('promote');
  });

  test('three minutes in a row far beyond what the live slot showed roll back, two do not', () => {
    expect(
      judge(
        policy,
        alone((i) => (i < 3 ? 30 : 0)),
      ),
    ).toMatchObject({ reason: { kind: 'fails-alone' } });
    expect(
      judge(
        policy,
        alone((i) => (i === 2 ? 0 : 30)),
      ).decision,
    ).toBe('promote');
  });

  test('silence is not promoted', () => {
    expect(
      judge(
        policy,
        alone(() => 0, 0),
      ),
    ).toMatchObject({ decision: 'extend', reason: 'not-enough-data' });
  });

  test('a shift that never compares needs as many requests as a comparison would', () => {
    const atOnce = judgePolicy([{ weight: 100, minutes: 5 }]);
    const seen = (requests: number) => minutes(5, () => ({ canary: { requests, slow: 0 }, live: nothing }));
    expect(judge(atOnce, seen(50))).toMatchObject({ decision: 'extend', reason: 'not-enough-data' });
    expect(judge(atOnce, seen(1000)).decision).toBe('promote');
  });
});

describe('absolute limits', () => {
  const limited = policyForShift(
    [
      { weight: 50, bakeSeconds: 600 },
      { weight: 100, bakeSeconds: 600 },
    ],
    { errorRate: 0.001, p99Milliseconds: 1000 },
  );

  test('an error rate beyond its limit rolls back although the live slot is hardly better', () => {
    const verdict = judge(
      limited,
      minutes(10, (i) => ({ canary: { errors: 4 }, live: { errors: i % 3 === 0 ? 2 : 0 } })),
    );
    expect(verdict).toMatchObject({ decision: 'rollback', reason: { stream: 'errors limit' } });
  });

  test('one minute above a limit is not a broken limit', () => {
    const verdict = judge(
      limited,
      minutes(10, (i) => ({ canary: { errors: i === 5 ? 4 : 1, p99: i === 7 ? 1.3 : 0.4 } })),
    );
    expect(verdict.decision).toBe('advance');
  });

  test('a limit that the live slot breaks too becomes the question of being not worse, and the verdict says so', () => {
    const verdict = judge(
      limited,
      minutes(10, () => ({ canary: { p99: 2 }, live: { p99: 2 } })),
    );
    expect(verdict).toMatchObject({ decision: 'advance', suspendedLimits: ['p99 limit'] });
    expect(verdict.explanation).toMatch(/live slot exceeds the p99 limit too/);
  });

  test('a limit that the live slot breaks on the whole stays suspended when it is quiet for five minutes', () => {
    const quietLive = minutes(10, (i) => ({ canary: { errors: 3 }, live: { errors: i < 5 ? 8 : 0 } }));
    expect(judge(limited, quietLive)).toMatchObject({ suspendedLimits: ['errors limit'] });
  });

  test('they are judged at 100 % too', () => {
    const slowAlone = minutes(10, () => ({ canary: { p99: 1.6 }, live: nothing, step: 1 })).map((each) => ({
      ...each,
      minute: each.minute + 10,
    }));
    const verdict = judge(limited, [...minutes(10, () => ({})), ...slowAlone]);
    expect(verdict).toMatchObject({ decision: 'rollback', reason: { stream: 'p99 limit' } });
  });

  test('a limit that was never measured is not passed', () => {
    const cpu = judgePolicy(steps, { checks: [{ kind: 'value-limit', of: 'cpu', max: 80 }] });
    expect(judge(cpu, healthy)).toMatchObject({ decision: 'extend', reason: 'not-enough-data' });
    const measured = minutes(5, () => ({ canary: { metrics: { cpu: 40 } } }));
    expect(judge(cpu, measured).decision).toBe('advance');
    const busy = minutes(5, () => ({ canary: { metrics: { cpu: 130 } } }));
    expect(judge(cpu, busy)).toMatchObject({ decision: 'rollback', reason: { stream: 'cpu limit' } });
  });

  test("a user's own metrics are compared with the live slot", () => {
    const own = judgePolicy(steps, {
      checks: [
        { kind: 'compared-rate', of: 'refunds', margin: { ratio: 1.25, absolute: 0.001 } },
        { kind: 'compared-value', of: 'queue', margin: 1.2 },
      ],
    });
    const metrics = (refunds: number, queue: number) => ({ metrics: { refunds, queue } });
    const played = (refunds: number, queue: number) =>
      judge(
        own,
        minutes(5, () => ({ canary: metrics(refunds, queue), live: metrics(5, 100) })),
      );
    expect(played(5, 100).decision).toBe('advance');
    expect(played(90, 100)).toMatchObject({ decision: 'rollback', reason: { stream: 'refunds' } });
    expect(played(5, 900)).toMatchObject({ decision: 'rollback', reason: { stream: 'queue' } });
  });
});

test('more failed answers than requests, a minute late, are no error', () => {
  const late = minutes(6, (i) => (i === 4 ? { canary: { requests: 3, errors: 5, slow: 0 }, live: served() } : {}));
  expect(judge(policy, late).evidence).toBeGreaterThan(0);
});
