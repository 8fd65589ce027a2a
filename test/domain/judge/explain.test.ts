import { describe, expect, it } from 'vitest';
import type { Check } from '#domain/judge/checks.ts';
import { judge } from '#domain/judge/judge.ts';
import type { Minute } from '#domain/judge/minute.ts';
import { judgePolicy } from '#domain/judge/policy.ts';
import { minutes, nothing, served } from './minutes.ts';

type At = Parameters<typeof minutes>[1];

const steps = [
  { weight: 50, minutes: 5 },
  { weight: 100, minutes: 5 },
];
const policy = judgePolicy(steps);
const five = (at: At): Minute[] => minutes(5, at);
const said = (history: readonly Minute[]): string => judge(policy, history).explanation;
const checked = (check: Check, at: At): string => judge(judgePolicy(steps, { checks: [check] }), five(at)).explanation;

const enough =
  'The data is 100 % of what is needed to exclude +2 percentage points of errors and +10 percentage points of slow responses.';
const noise = (bursts = '2', p99 = '5.2') =>
  `Errors come in bursts of ${bursts}; the slots drift apart by 30 % in errors and ${p99} % in p99.`;
const worse = (stream: string) =>
  `Rolled back: the canary is worse than the live slot or exceeds a limit, mainly in ${stream}.`;

describe('a verdict explains with its numbers', () => {
  it.each([
    [
      'that it continues',
      minutes(4, () => ({})),
      `Continues. The evidence is 0.78 % of the rollback threshold. ${enough} ${noise('2', '5.6')} Anytime p-value 1.`,
    ],
    [
      'that a step has passed',
      five(() => ({})),
      `This step has passed. The evidence is 0.76 % of the rollback threshold. ${enough} ${noise()} Anytime p-value 1.`,
    ],
    [
      'that the version is promoted',
      minutes(10, (i) => ({ step: i < 5 ? 0 : 1 })),
      `Promoted. The evidence is 0.48 % of the rollback threshold. ${enough} ${noise('2', '3.5')} Anytime p-value 1.`,
    ],
    [
      'a rollback by errors',
      five(() => ({ canary: { errors: 30 }, live: { errors: 3 } })),
      `${worse('errors')} The evidence is 1291 % of the rollback threshold, mainly from errors: 90 against 9 expected. ${noise('1.1')} Anytime p-value 0.00077.`,
    ],
    [
      'a rollback by a percentile',
      five(() => ({ canary: { p90: served().p90! * 1.6 } })),
      `${worse('p90')} The evidence is 513 % of the rollback threshold, mainly from p90: 1.6 times the live slot. ${noise()} Anytime p-value 0.0019.`,
    ],
    [
      'a version that fails most requests',
      minutes(3, () => ({ canary: { errors: 900 } })),
      `Rolled back: most of its requests fail while the live slot is fine. The evidence is 5.3 % of the rollback threshold, mainly from errors: 900 against 0 expected. ${noise('2', '6')} Anytime p-value 0.19.`,
    ],
    [
      'a version that fails alone at 100 %',
      minutes(9, (i) => (i < 5 ? {} : { step: 1, canary: { errors: 400 }, live: nothing })),
      `Rolled back: at 100 %, its errors have been far above those of the live slot for three minutes. The evidence is 0.76 % of the rollback threshold. ${noise()} Anytime p-value 1.`,
    ],
    [
      'a suspicion',
      five(() => ({ canary: { p99: served().p99! * 1.6 } })),
      `Extended: suspicious. The evidence is 5.6 % of the rollback threshold, mainly from p99: 1.6 times the live slot. ${enough} At this rate the canary passes after 1 more minute as good as the live slot. 132 errors more than expected in the next two minutes would roll it back. ${noise()} Anytime p-value 0.18.`,
    ],
    [
      'slow responses',
      five(() => ({ canary: { slow: 300 } })),
      `Extended: not enough data. The evidence is 9.9 % of the rollback threshold, mainly from slow: 900 against 150 expected. The data is 0 % of what is needed to exclude +2 percentage points of errors and +10 percentage points of slow responses. At this rate the canary passes after 16 more minutes as good as the live slot. 131 errors more than expected in the next two minutes would roll it back. ${noise()} Anytime p-value 0.1.`,
    ],
  ])('%s', (_, history, words) => {
    expect(said(history)).toBe(words);
  });

  it.each([
    [2, 7, 'Inconclusive after 2 extra minutes: not enough data.'],
    [30, 5, 'Extended: not enough data.'],
  ])('too little traffic, with %i extra minutes allowed after %i', (maxExtensionMinutes, count, words) => {
    const canary = { requests: 10, slow: 0.5 };
    const live = { requests: 190, errors: 1, slow: 9.5 };
    const small = judgePolicy(
      [
        { weight: 5, minutes: 5 },
        { weight: 50, minutes: 5 },
      ],
      { maxExtensionMinutes },
    );
    const { explanation } = judge(
      small,
      minutes(count, () => ({ canary, live })),
    );
    expect(explanation.slice(0, words.length)).toBe(words);
    expect(explanation).not.toContain('would roll it back');
  });
});

describe("a verdict explains a user's own check", () => {
  const queue = { kind: 'compared-value', of: 'queue', margin: 1.2 } as const;
  const waiting = (canary: number) => () => ({
    canary: { metrics: { queue: canary } },
    live: { metrics: { queue: 100 } },
  });
  const told = 'For information only: queue, 9 times the live slot.';

  it.each([
    [
      { kind: 'value-limit', of: 'cpu', max: 80 } as const,
      () => ({ canary: { metrics: { cpu: 130 } } }),
      `${worse('cpu limit')} The evidence is 180 % of the rollback threshold, mainly from cpu limit: 1.6 times the limit of 80. `,
    ],
    [
      { kind: 'compared-rate', of: 'refunds', margin: { ratio: 1.25, absolute: 0.001 } } as const,
      () => ({ canary: { metrics: { refunds: 90 } }, live: { metrics: { refunds: 5 } } }),
      `${worse('refunds')} The evidence is 1429 % of the rollback threshold, mainly from refunds: 270 against 15 expected. `,
    ],
    [
      queue,
      waiting(900),
      `${worse('queue')} The evidence is 1915 % of the rollback threshold, mainly from queue: 9 times the live slot. `,
    ],
    [
      { kind: 'rate-limit', of: 'errors', max: 0.0005 } as const,
      () => ({ canary: { errors: 3 } }),
      'Extended: not enough data. The evidence is 3.6 % of the rollback threshold, mainly from errors limit: 9 against 1.5 expected. ',
    ],
  ])('%j', (check, at, words) => {
    expect(checked(check, at).slice(0, words.length)).toBe(words);
  });

  it('that has no data', () => {
    const cpu = { kind: 'value-limit', of: 'cpu', max: 80 } as const;
    expect(checked(cpu, () => ({}))).toBe(
      `Extended: not enough data. The evidence is 0.82 % of the rollback threshold. ${enough} At this rate the canary would not pass within hours: it needs more traffic. 317 errors more than expected in the next two minutes would roll it back. There is no data for cpu limit. ${noise()} Anytime p-value 1.`,
    );
    expect(checked(cpu, () => ({ canary: { metrics: { cpu: 40 } } }))).not.toContain('There is no data');
  });

  it('that the live slot exceeds, too', () => {
    const limit = { kind: 'rate-limit', of: 'errors', max: 0.001 } as const;
    const words = checked(limit, () => ({ canary: { errors: 6 }, live: { errors: 6 } }));
    expect(words.endsWith('The live slot exceeds the errors limit too, so the canary is only compared with it.')).toBe(
      true,
    );
  });

  it('that decides nothing, where it looks worse and only there', () => {
    const advisory = { ...queue, critical: false };
    expect(checked(advisory, waiting(900))).toBe(
      `This step has passed. The evidence is 0.76 % of the rollback threshold. ${enough} ${told} ${noise()} Anytime p-value 1.`,
    );
    expect(checked(advisory, waiting(100))).not.toContain('For information only');
    // One that decides is not repeated for information.
    expect(checked(queue, waiting(900))).not.toContain('For information only');
  });
});

it('the severity reaches 0.7 where the evidence reaches the threshold', () => {
  const { severity, evidence, rollbackAt } = judge(
    policy,
    five(() => ({ canary: { p99: served().p99! * 1.6 } })),
  );
  expect(severity).toBeCloseTo((0.7 * Math.log(evidence)) / Math.log(rollbackAt), 12);
  expect(severity).toBeGreaterThan(0.2);
});
