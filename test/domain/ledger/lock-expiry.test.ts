import { expect, it } from 'vitest';
import { lockUntil } from '#domain/ledger/lock-expiry.ts';

it('a lock lasts for two hours of work, and for the wait that begins', () => {
  const noon = new Date('2026-01-05T12:00:00.000Z');
  expect(lockUntil(noon)).toBe('2026-01-05T14:00:00.000Z');
  expect(lockUntil(noon, 24 * 3600)).toBe('2026-01-06T14:00:00.000Z');
});
