import { expect, it } from 'vitest';
import type { DatabaseSnapshots } from '#ports/database/database-snapshots.ts';

export interface SnapshotsUnderTest {
  snapshots(): DatabaseSnapshots;
  eventually<T>(ask: () => Promise<T>, wished: (answer: T) => boolean): Promise<T>;
}

/** What is promised of a cluster `orders`, and of one that does not exist. */
export function snapshotsKeepTheirWord({ snapshots, eventually }: SnapshotsUnderTest): void {
  it('are begun when they are first asked for, and complete sooner or later', async () => {
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
