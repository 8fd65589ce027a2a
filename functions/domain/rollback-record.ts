import type { DeploymentPlan } from './deployment-plan.ts';
import { type Failure, inWords } from './failure.ts';
import type { Release } from './release.ts';
import type { Slot } from './slot.ts';

export interface Returned {
  readonly safe: Slot;
  readonly reason: string;
  readonly page: boolean;
}

export interface RollbackOutcome {
  readonly outcome: 'rolled-back' | 'held' | 'refused';
  readonly why: string;
}

/** What the ledger says of a deployment that did not succeed, so that an outsider understands it. */
export function outcomeOfRollback(failure: Failure, returned?: Returned): RollbackOutcome {
  const cause = inWords(failure);
  if (returned === undefined) return { outcome: 'refused', why: `${cause}. Nothing had changed` };
  const why = `${cause}. All traffic is on ${returned.safe}: ${returned.reason}`;
  return { outcome: returned.page ? 'held' : 'rolled-back', why };
}

/** The ledger follows traffic: where the new version had to keep it, the new version is what is live. */
export function stateAfterRollback(
  deploymentId: string,
  safe: Slot | undefined,
  progress: { readonly plan?: DeploymentPlan; readonly release?: Release },
): { live: Slot; release: Release; deploymentId: string } | undefined {
  const { plan, release } = progress;
  if (safe === undefined || plan === undefined || release === undefined) return undefined;
  return safe === plan.shift.to ? { live: safe, release, deploymentId } : undefined;
}
