import { describe, expect, test } from 'vitest';
import { judgePolicy } from '#domain/judge/policy.ts';
import { policyForShift } from '#domain/judge/shift-policy.ts';

const steps = [
  { weight: 50, minutes: 5 },
  { weight: 100, minutes: 5 },
];

describe('a policy', () => {
  const rate = (max: number) => () => judgePolicy(steps, { checks: [{ kind: 'rate-limit', of: 'errors', max }] });
  const value = (max: number) => () => judgePolicy(steps, { checks: [{ kind: 'value-limit', of: 'p99', max }] });
  const notARate = (max: number) => `The limit of errors must be a rate between 0 and 1, but is ${max}.`;

  test.each([
    ['without steps', () => judgePolicy([]), 'A judged shift needs at least one step.'],
    [
      'with a weight of 0 and a negative time',
      () => judgePolicy([{ weight: 0, minutes: -1 }]),
      'A judged weight must be above 0 and at most 100, but is 0. A judged step must take 0 minutes or more, but takes -1.',
    ],
    [
      'with a weight above 100',
      () => judgePolicy([{ weight: 101, minutes: 5 }]),
      'A judged weight must be above 0 and at most 100, but is 101.',
    ],
    ['with a rate limit of 1.5', rate(1.5), notARate(1.5)],
    ['with a rate limit of 1', rate(1), notARate(1)],
    ['with a rate limit of 0', rate(0), notARate(0)],
    ['with a value limit of 0', value(0), 'The limit of p99 must be above 0, but is 0.'],
  ])('%s is refused, with each fault', (_, make, message) => {
    expect(make).toThrow(new RangeError(message));
  });

  test('may have a step of no time, and a value limit above 1', () => {
    expect(() => judgePolicy([{ weight: 100, minutes: 0 }])).not.toThrow();
    expect(value(5)).not.toThrow();
  });

  test('of a long shift allows an hour of extra minutes', () => {
    const day = policyForShift([{ weight: 5, bakeSeconds: 24 * 3600 }]);
    expect([day.maxExtensionMinutes, day.steps]).toEqual([60, [{ weight: 5, minutes: 1440 }]]);
  });
});
