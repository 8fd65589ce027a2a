import { fence } from '#adapters/answers.ts';
import type { PrimaryFence } from '#ports/regions/primary-fence.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './fence-primary.contract.ts';

export const step = defineStep(contract, async ({ plan }, { fence }: { fence: PrimaryFence }) => {
  try {
    await fence.stopDeployments(`${plan.runId}: ${plan.reason}`);
    return { fenced: true };
  } catch (error) {
    // An unreachable region is expected during a failover. There is no retry, because traffic is waiting.
    if (error instanceof Error && error.name === 'Unavailable') return { fenced: false };
    throw error;
  }
});

export const handler = step.host({ fence });
