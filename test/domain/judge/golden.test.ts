import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { fold } from '#domain/judge/fold.ts';
import { rememberingFold } from '#domain/judge/fold-memory.ts';
import type { Minute, SlotMinute } from '#domain/judge/minute.ts';
import { judgePolicy } from '#domain/judge/policy.ts';
import { startJudging } from '#domain/judge/state.ts';
import { type Verdict, verdictOf } from '#domain/judge/verdict.ts';

/** One look at one of 48 recorded canaries, and the answer that another implementation gave. */
interface Look {
  scenario: string;
  step: number;
  minute: number;
  extended: number;
  max_extend: number;
  steps?: [weight: number, minutes: number][];
  baseline: SlotMinute;
  canary: SlotMinute;
  expect: {
    decision: 'continue' | 'extend' | 'rollback';
    reason?: string;
    E?: number;
    streams?: Record<string, number>;
    ni_errors?: number;
    ni_slow?: number;
    need?: number;
  };
}

const looks = gunzipSync(readFileSync(new URL('vectors.jsonl.gz', import.meta.url)))
  .toString()
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Look);
const canaries = Map.groupBy(looks, ({ scenario }) => scenario);

/** The recorded answers know two names less: there a step that is over goes on, and the caller counts the budget. */
const recordedName = ({ decision }: Verdict): string =>
  ({ advance: 'continue', promote: 'continue', inconclusive: 'extend' })[decision as string] ?? decision;

const recordedReason = (verdict: Verdict): string | undefined => {
  if (!('reason' in verdict)) return undefined;
  if (typeof verdict.reason === 'string') return verdict.reason === 'suspicious' ? 'suspicion' : 'not enough data';
  return verdict.reason.kind === 'evidence' ? verdict.reason.stream : 'catastrophic';
};

const numbers = ({
  evidence,
  streams,
  sufficiency,
}: Verdict): Required<Omit<Look['expect'], 'decision' | 'reason'>> => ({
  E: evidence,
  streams: Object.fromEntries(streams.map((stream) => [stream.name, stream.evidence])),
  ni_errors: sufficiency.errors,
  ni_slow: sufficiency.slow,
  need: sufficiency.need,
});

/** The largest relative difference of any number that was recorded. */
function disagreement(got: Record<string, unknown>, recorded: Record<string, unknown>): number {
  const differences = Object.entries(recorded).map(([name, value]) => {
    if (typeof value === 'object') return disagreement(got[name] as never, value as never);
    return typeof value === 'number' ? Math.abs((got[name] as number) - value) / Math.max(1e-12, Math.abs(value)) : 0;
  });
  return Math.max(0, ...differences.map((difference) => (Number.isNaN(difference) ? Infinity : difference)));
}

describe('the recorded canaries', () => {
  test('are all there', () => {
    expect([canaries.size, looks.length]).toEqual([48, 2642]);
  });

  test.each([...canaries])('%s is decided as recorded, every number within a millionth', (_, recorded) => {
    const first = recorded[0] as Look;
    const steps = (first.steps ?? []).map(([weight, minutes]) => ({ weight, minutes }));
    const policy = judgePolicy(steps, { maxExtensionMinutes: first.max_extend });
    const foldMinutes = rememberingFold();
    const minutes: Minute[] = [];
    let state = startJudging(policy);
    for (const { expect: answer, baseline, ...look } of recorded) {
      minutes.push({ minute: look.minute, step: look.step, canary: look.canary, live: baseline });
      state = fold(policy, state, minutes.at(-1)!);
      const remembered = foldMinutes('it', policy, [], minutes);
      // Whole states are large: now and then is enough to tell two of them apart, and the verdicts are all compared.
      if (minutes.length % 60 === 1) expect(remembered).toEqual(state);
      const verdict = verdictOf(policy, remembered);
      expect([look.minute, recordedName(verdict), recordedReason(verdict)]).toEqual([
        look.minute,
        answer.decision,
        answer.reason,
      ]);
      expect(state.overtime).toBe(answer.decision === 'extend' ? look.extended : state.overtime);
      expect(disagreement(numbers(verdict), answer)).toBeLessThan(1e-6);
    }
  });
});
