import fc from 'fast-check';
import type { Minute, SlotMinute } from '#domain/judge/minute.ts';

/** Anything that a metric source may say, sensible or not. */
export const slot: fc.Arbitrary<SlotMinute> = fc
  .record({
    requests: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 100_000 })),
    failing: fc.double({ min: 0, max: 1.2, noNaN: true }),
    slow: fc.double({ min: 0, max: 1, noNaN: true }),
    p50: fc.double({ min: 0.001, max: 1, noNaN: true }),
    p90: fc.double({ min: 1, max: 10, noNaN: true }),
    p99: fc.double({ min: 1, max: 10, noNaN: true }),
    measured: fc.boolean(),
  })
  .map(({ requests, failing, slow, p50, p90, p99, measured }) => ({
    requests,
    errors: Math.round(requests * failing ** 4),
    slow: Math.round(requests * slow),
    p50: measured ? p50 : null,
    p90: measured ? p50 * p90 : null,
    p99: measured ? p50 * p90 * p99 : null,
  }));

export const history: fc.Arbitrary<Minute[]> = fc
  .array(fc.record({ canary: slot, live: slot }), { maxLength: 14 })
  .map((slots) => slots.map((both, minute) => ({ ...both, minute, step: minute < 6 ? 0 : 1 })));

export const runs = { numRuns: 150, seed: 20_250_101 };
