import { primaryState } from '#adapters/answers.ts';
import { endOf } from '#domain/ledger/deployment-events.ts';
import type { PrimaryState } from '#ports/regions/primary-state.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './mirror-deployment.contract.ts';

/**
 * The primary publishes its events, so that the standby does not have to query it. Any event except the last shows that
 * a deployment is running, so one of them may be lost.
 */
export const watcher = defineStep(contract, async (event, { primaryState }: { primaryState: PrimaryState }) => {
  const { 'detail-type': type, time, detail } = event;
  const { deploymentId } = detail;
  const endedAt = endOf({ type, detail });
  await primaryState.mirrorDeployment(
    endedAt === undefined ? { deploymentId, toldAt: time } : { deploymentId, endedAt },
  );
  return { mirrored: endedAt === undefined ? ('under way' as const) : ('ended' as const) };
});

export const handler = watcher.host({ primaryState });
