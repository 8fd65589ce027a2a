import { ledger, now } from '#adapters/answers.ts';
import { TakenOver } from '#domain/errors.ts';
import { describeShift } from '#domain/strategy/shift-schedule.ts';
import type { Release } from '#domain/images/release.ts';
import type { Ledger } from '#ports/ledger/ledger.ts';
import type { ServiceState } from '#domain/ledger/service-state.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './record-success.contract.ts';

interface Ports {
  ledger: Ledger;
  now: () => Date;
}

export const step = defineStep(contract, async ({ plan, release }, { ledger, now }: Ports) => {
  const { deploymentId, fence, target, shift } = plan;
  const reason = `${release.image.label} has all traffic on ${shift.to}: ${describeShift(shift)}`;
  const before = await ledger.state(target.service);
  const closed = await ledger.close({
    service: target.service,
    deploymentId,
    fence,
    outcome: { outcome: 'succeeded', reason, endedAt: now().toISOString() },
    state: { live: shift.to, release, deploymentId, ...wayBack(deploymentId, release, before) },
  });
  if (!closed) throw new TakenOver(`${deploymentId} lost the lock before its success could be recorded`);
  return { deploymentId, live: shift.to, image: release.image.label, digest: release.image.digest };
});

/** The previous release, if its image differs. A repeated call finds its own state and returns the same. */
function wayBack(
  deploymentId: string,
  release: Release,
  before: ServiceState | undefined,
): Pick<ServiceState, 'previous'> {
  if (before === undefined) return {};
  const isOlder = before.deploymentId !== deploymentId && before.release.image.digest !== release.image.digest;
  const previous = isOlder ? { deploymentId: before.deploymentId, release: before.release } : before.previous;
  return previous === undefined ? {} : { previous };
}

export const handler = step.host({ ledger, now });
