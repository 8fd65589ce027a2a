import { expect, it } from 'vitest';
import { lockUntil } from '#domain/lock-expiry.ts';

it('a lock lasts as long as the plan bakes, and two hours for everything else', () => {
  const steps = [
    { weight: 5, bakeSeconds: 24 * 3600 },
    { weight: 100, bakeSeconds: 3600 },
  ];
  const noon = new Date('2026-01-05T12:00:00.000Z');
  expect(lockUntil(steps, noon)).toBe('2026-01-06T15:00:00.000Z');
  expect(lockUntil([{ weight: 100, bakeSeconds: 0 }], noon)).toBe('2026-01-05T14:00:00.000Z');
});
