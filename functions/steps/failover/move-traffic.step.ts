import { failovers, now, takeover } from '#adapters/answers.ts';
import { SwitchNotInPlace } from '#domain/errors.ts';
import { mustRun } from '#domain/failover/must-run.ts';
import type { FailoverLedger } from '#ports/regions/failover-ledger.ts';
import type { TakeoverSwitch } from '#ports/regions/takeover-switch.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './move-traffic.contract.ts';

interface Ports {
  failovers: FailoverLedger;
  takeover: TakeoverSwitch;
  now: () => Date;
}

export const step = defineStep(contract, async ({ plan, share }, { failovers, takeover, now }: Ports) => {
  mustRun(plan, await failovers.atWork(plan.runId));
  await takeover.giveStandby(share);
  const found = await takeover.standbyShare();
  if (found !== share) throw new SwitchNotInPlace(`The switch gives the standby ${found} %, not ${share} %`);
  const what = `the switch gives the standby ${share} %`;
  await failovers.note(plan.runId, { at: now().toISOString(), what, why: plan.reason });
  return { share };
});

export const handler = step.host({ failovers, takeover, now });
