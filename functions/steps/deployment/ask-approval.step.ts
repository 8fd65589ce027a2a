import { ledger, lock, now, waits } from '#adapters/answers.ts';
import { heldBy, takenOver } from '#domain/ledger/fencing.ts';
import { lockUntil } from '#domain/ledger/lock-expiry.ts';
import type { DeploymentLock } from '#ports/ledger/deployment-lock.ts';
import type { Ledger } from '#ports/ledger/ledger.ts';
import type { OpenWaits } from '#ports/ledger/open-waits.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './ask-approval.contract.ts';

interface Ports {
  ledger: Ledger;
  waits: OpenWaits;
  lock: DeploymentLock;
  now: () => Date;
}

export const step = defineStep(contract, async (input, { ledger, waits, lock, now }: Ports) => {
  const { plan, image, requestedBy, reason, token, openedAt, seconds } = input;
  const { service } = plan.target;
  if (!(await lock.renew(service, heldBy(plan), lockUntil(now(), seconds)))) throw takenOver(plan);
  const live = (await ledger.state(service))?.release.image.label ?? 'nothing';
  await waits.open({
    service,
    deploymentId: plan.deploymentId,
    kind: 'approval',
    token,
    openedAt,
    about: `${image.label} (${image.digest}) instead of ${live}, requested by ${requestedBy}: "${reason}"`,
    slot: plan.shift.to,
    targetsNeeded: 0,
    progress: { step: 0, journey: [], forced: false },
    approval: { digest: image.digest, requestedBy },
  });
  return {};
});

export const handler = step.host({ ledger, waits, lock, now });
