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
    const found = await quota().vcpus();
    expect(found?.used).toBe(38.5);
    expect(found?.allowed).toBeGreaterThan(38.5);
  });
}
