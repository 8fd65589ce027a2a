import { expect, it } from 'vitest';
import type { TaskQuota } from '#ports/compute/task-quota.ts';

export interface QuotaUnderTest {
  quota(): TaskQuota;
  /** Makes the account run this many vCPUs. */
  use(vcpus: number): Promise<void>;
}

/** What the quota promises for an account in which nothing has run yet. */
export function quotaKeepsItsWord({ quota, use }: QuotaUnderTest): void {
  it('returns nothing where nothing was measured, and otherwise what runs and the limit', async () => {
    expect(await quota().vcpus()).toBeUndefined();
    await use(38.5);
    // A value of this very moment shows a moment later.
    await expect.poll(() => quota().vcpus(), { timeout: 5000 }).toMatchObject({ used: 38.5 });
    expect((await quota().vcpus())?.allowed).toBeGreaterThan(38.5);
  });
}
