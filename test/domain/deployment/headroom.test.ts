import { describe, expect, it } from 'vitest';
import { shortOfVcpus } from '#domain/deployment/headroom.ts';
import { targetOf } from '#rehearsal/simulator/world/target.ts';

const planOf = (capacity: number, vcpus?: number) => ({
  capacity,
  target: targetOf({
    ...{ name: 'api', environment: 'production', region: 'us-east-1', repository: 'api' },
    tasks: { min: 1, max: 20, ...(vcpus !== undefined && { vcpus }) },
    strategy: { name: 'all-at-once', steps: [] },
  }),
});

describe('a plan', () => {
  it('fits to the last vCPU that is free', () => {
    expect(shortOfVcpus(planOf(4, 0.5), { used: 138, allowed: 140 })).toBeUndefined();
  });

  it('that needs more says how much, how much there is, and whom to ask', () => {
    const words = shortOfVcpus(planOf(5, 0.6), { used: 137.75, allowed: 140 });
    expect(words).toMatch(
      /^api needs 3 vCPUs for 5 additional tasks, but only 2\.25 of the account’s 140 are free\. .*Service Quotas/,
    );
  });

  it('is not held up where it is unknown how much is free, or what a task takes', () => {
    expect(shortOfVcpus(planOf(5, 1), undefined)).toBeUndefined();
    expect(shortOfVcpus(planOf(5), { used: 140, allowed: 140 })).toBeUndefined();
  });
});
