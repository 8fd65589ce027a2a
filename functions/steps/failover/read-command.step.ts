import { failovers } from '#adapters/answers.ts';
import { mustRun } from '#domain/failover/must-run.ts';
import type { FailoverLedger } from '#ports/regions/failover-ledger.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './read-command.contract.ts';

export const step = defineStep(contract, async ({ plan }, { failovers }: { failovers: FailoverLedger }) => {
  const atWork = await failovers.atWork(plan.runId);
  mustRun(plan, atWork);
  return { decided: atWork.word?.kind === 'accept-loss' };
});

export const handler = step.host({ failovers });
