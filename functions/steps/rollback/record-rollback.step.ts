import { ledger, now } from '#adapters/answers.ts';
import { TakenOver } from '#domain/errors.ts';
import { outcomeOfRollback, stateAfterRollback } from '#domain/rollback/rollback-record.ts';
import type { Ledger } from '#ports/ledger/ledger.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './record-rollback.contract.ts';

interface Ports {
  ledger: Ledger;
  now: () => Date;
}

export const step = defineStep(contract, async (input, { ledger, now }: Ports) => {
  const { service, deploymentId, fence, returned } = input;
  const { outcome, why } = outcomeOfRollback(input);
  const state = stateAfterRollback(deploymentId, returned?.safe, await ledger.progress(service, deploymentId));
  const closed = await ledger.close({
    service,
    deploymentId,
    fence,
    outcome: { outcome, reason: why, endedAt: now().toISOString() },
    ...(state && { state }),
  });
  if (!closed) throw new TakenOver(`${deploymentId} lost the lock before its rollback could be recorded`);
  return { deploymentId, outcome, why };
});

export const handler = step.host({ ledger, now });
