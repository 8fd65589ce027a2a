import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rememberingFold } from '#domain/judge/fold-memory.ts';
import { foldAll } from '#domain/judge/judge.ts';
import type { Minute } from '#domain/judge/minute.ts';
import { judgePolicy } from '#domain/judge/policy.ts';
import { startJudging } from '#domain/judge/state.ts';
import { history, runs, slot } from './any-history.ts';

const steps = [
  { weight: 20, minutes: 6 },
  { weight: 50, minutes: 8 },
];
const checks = [{ kind: 'value-limit', of: 'p99', max: 1 }] as const;
const policies = [judgePolicy(steps), judgePolicy(steps, { checks })];
const policy = fc.constantFrom(...policies);

describe('a fold that remembers', () => {
  it('knows the same as one that begins anew, look by look, whatever is corrected, late or missing', () => {
    const look = fc.record({
      canary: fc.constantFrom('api', 'web'),
      policy,
      before: fc.array(slot, { maxLength: 2 }),
      upTo: fc.nat({ max: 14 }),
      missing: fc.option(fc.nat({ max: 13 })),
      corrected: fc.option(fc.record({ at: fc.nat({ max: 13 }), canary: slot })),
      backwards: fc.boolean(),
    });
    fc.assert(
      fc.property(history, fc.array(look, { maxLength: 6 }), (all, looks) => {
        const foldMinutes = rememberingFold();
        for (const { canary, policy: how, before, upTo, missing, corrected, backwards } of looks) {
          const seen = all
            .slice(0, upTo)
            .filter(({ minute }) => minute !== missing)
            .map((one): Minute => (one.minute === corrected?.at ? { ...one, canary: corrected.canary } : one));
          const minutes = backwards ? seen.toReversed() : seen;
          expect(foldMinutes(canary, how, before, minutes)).toEqual(foldAll(how, startJudging(how, before), minutes));
        }
      }),
      runs,
    );
  });
});
