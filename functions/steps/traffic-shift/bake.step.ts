import { lock, now, waits } from '#adapters/answers.ts';
import { heldBy, takenOver } from '#domain/ledger/fencing.ts';
import { lockUntil } from '#domain/ledger/lock-expiry.ts';
import { weightAt } from '#domain/strategy/shift-schedule.ts';
import { waitOf } from '#domain/ledger/wait.ts';
import type { DeploymentLock } from '#ports/ledger/deployment-lock.ts';
import type { OpenWaits } from '#ports/ledger/open-waits.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './bake.contract.ts';

interface Ports {
  waits: OpenWaits;
  lock: DeploymentLock;
  now: () => Date;
}

export const step = defineStep(contract, async (input, { waits, lock, now }: Ports) => {
  const { plan, seconds } = input;
  if (!(await lock.renew(plan.target.service, heldBy(plan), lockUntil(now(), seconds)))) throw takenOver(plan);
  await waits.open(waitOf('bake', `${plan.shift.to} bakes at ${weightAt(plan.shift, input.progress.step)} %`, input));
  return {};
});

export const handler = step.host({ waits, lock, now });
