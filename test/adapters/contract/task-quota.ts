import { expect, it } from 'vitest';
import type { TaskQuota } from '#ports/compute/task-quota.ts';

export interface QuotaUnderTest {
  quota(): TaskQuota;
  /** Lets so many vCPUs run in the account. */
  use(vcpus: number): Promise<void>;
}

/** What is promised of an account in which nothing has run yet. */
export function quotaKeepsItsWord({ quota, use }: QuotaUnderTest): void {
  it('says nothing where nothing was measured, and else what runs and what may', async () => {
    expect(await quota().vcpus()).toBeUndefined();
    await use(38.5);
    const found = await quota().vcpus();
    expect(found?.used).toBe(38.5);
    expect(found?.allowed).toBeGreaterThan(38.5);
  });
}
