import { describe, expect, it } from 'vitest';
import { look } from '#domain/canary/look.ts';
import { minuteMs, silence } from '#domain/canary/measured-minute.ts';
import { judgingOf } from '#domain/strategy/strategy.ts';
import { strategyPresets } from '#wire/strategy-presets.ts';

const minutesBefore = 10;
const start = Date.parse('2026-01-05T09:00:00Z');
const usual = { requests: 6000, errors: 0, slow: 0, p50: 0.05, p90: 0.1 };

/** All at once after ten minutes of the old version, and then ten of the new one, which answers in 300 ms at worst. */
function seenAfter(livesP99: number) {
  const minutes = Array.from({ length: 20 }, (_, i) => {
    const [blue, green] =
      i < minutesBefore ? [silence, { ...usual, p99: livesP99 }] : [{ ...usual, p99: 0.3 }, silence];
    return { at: start + (i - minutesBefore) * minuteMs, slots: { blue, green } };
  });
  const { steps } = strategyPresets['blue-green'];
  const shift = { to: 'blue' as const, steps, judging: judgingOf(strategyPresets['blue-green']) };
  const journey = [{ step: 0, weight: 100, at: new Date(start).toISOString() }];
  const now = start + 40 * minuteMs;
  return look(shift, { step: 0, journey, forced: false }, { minutes, earlier: undefined, now }).verdict;
}

describe('a limit of 200 ms', () => {
  it('sends a version back that breaks it', () => {
    expect(seenAfter(0.1)).toMatchObject({ decision: 'rollback', suspendedLimits: [] });
  });

  it('that the old version broke before the shift is nothing that the new one is sent back for', () => {
    const { decision, suspendedLimits, explanation } = seenAfter(0.3);
    expect(decision).not.toBe('rollback');
    expect(suspendedLimits).toEqual(['p99 limit']);
    expect(explanation).toContain('The live slot exceeds the p99 limit too');
  });
});
