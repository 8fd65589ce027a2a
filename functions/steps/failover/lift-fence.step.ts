import { failovers, fence, now, takeover } from '#adapters/answers.ts';
import type { FailoverLedger } from '#ports/regions/failover-ledger.ts';
import type { PrimaryFence } from '#ports/regions/primary-fence.ts';
import type { TakeoverSwitch } from '#ports/regions/takeover-switch.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './lift-fence.contract.ts';

interface Ports {
  failovers: FailoverLedger;
  takeover: TakeoverSwitch;
  fence: PrimaryFence;
  now: () => Date;
}

export const step = defineStep(contract, async ({ plan }, { failovers, takeover, fence, now }: Ports) => {
  if ((await takeover.standbyShare()) > 0) return { lifted: false };
  await fence.allowDeployments();
  const note = { what: 'deployments in the primary region are allowed again', why: 'it serves all traffic' };
  await failovers.note(plan.runId, { at: now().toISOString(), ...note });
  return { lifted: true };
});

export const handler = step.host({ failovers, takeover, fence, now });
