import * as aws from '#adapters/aws-clients.ts';
import { DynamoFailoverLedger } from '#adapters/regions/dynamo-failover-ledger.ts';
import { takeoverSwitch } from '#adapters/regions/takeover-switch.ts';
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

export const handler = step.host(({ LEDGER_TABLE, TAKEOVER_SWITCH }) => ({
  failovers: new DynamoFailoverLedger(aws.dynamodb(), LEDGER_TABLE),
  takeover: takeoverSwitch(TAKEOVER_SWITCH),
  now: () => new Date(),
}));
