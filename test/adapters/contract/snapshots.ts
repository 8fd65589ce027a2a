import { expect, it } from 'vitest';
import type { DatabaseSnapshots } from '#ports/database/database-snapshots.ts';

export interface SnapshotsUnderTest {
  snapshots(): DatabaseSnapshots;
  eventually<T>(ask: () => Promise<T>, wished: (answer: T) => boolean): Promise<T>;
}

/** What snapshots promise for a cluster `orders`, and for one that does not exist. */
export function snapshotsKeepTheirWord({ snapshots, eventually }: SnapshotsUnderTest): void {
  it('begin at the first call, and complete eventually', async () => {
    expect(await snapshots().take('orders', 'sluice-one')).toEqual({ kind: 'under-way' });
    await eventually(
      () => snapshots().take('orders', 'sluice-one'),
      ({ kind }) => kind === 'complete',
    );
    expect(await snapshots().take('orders', 'sluice-one')).toEqual({ kind: 'complete' });
  });

  it('cannot be taken of a database that does not exist', async () => {
    expect(await snapshots().take('missing', 'sluice-two')).toEqual({
      kind: 'impossible',
      reason: expect.stringContaining('missing'),
    });
  });
}
