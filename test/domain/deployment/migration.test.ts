import fc from 'fast-check';
import { expect, it } from 'vitest';
import { snapshotName } from '#domain/deployment/migration.ts';

/** As CreateDBClusterSnapshot takes it: begins with a letter, no two hyphens in a row, none at the end. */
const allowed = /^[a-z](-?[a-z0-9])*$/;
const longestService = `a${'-b'.repeat(15)}c`;

it('a snapshot is named after its deployment', () => {
  expect(snapshotName('20260105T090000Z-api-1f9c2e7a')).toBe('sluice-20260105t090000z-api-1f9c2e7a');
  expect(snapshotName('20260105T090000Z-a--b-1f9c2e7a')).toBe('sluice-20260105t090000z-a-b-1f9c2e7a');
});

it('a snapshot has a name that RDS takes, whatever the service is called, and one of its own', () => {
  const service = fc.stringMatching(/^[a-z]([a-z0-9-]{0,30}[a-z0-9])?$/);
  const execution = fc.stringMatching(/^[0-9a-f]{8}$/);
  fc.assert(
    fc.property(fc.oneof(service, fc.constant(longestService)), execution, execution, (name, one, other) => {
      const names = [one, other].map((end) => snapshotName(`20260105T090000Z-${name}-${end}`));
      for (const each of names) {
        expect(each).toMatch(allowed);
        expect(each.length).toBeLessThanOrEqual(63);
      }
      expect(new Set(names).size).toBe(new Set([one, other]).size);
    }),
  );
});
