import type { DeploymentPlan } from '#domain/deployment/deployment-plan.ts';
import { type Failure, inWords } from '#domain/failure.ts';
import type { Release } from '#domain/images/release.ts';
import type { Slot } from '#domain/slots/slot.ts';
import { describeWeights, type Weights } from '#domain/slots/weights.ts';

export interface Returned {
  readonly safe: Slot;
  readonly reason: string;
  readonly page: boolean;
}

/** What a rollback found, did and verified. Only the failure is always known. */
export interface RollbackFacts {
  readonly failure: Failure;
  /** Undefined if nothing had changed. */
  readonly returned?: Returned | undefined;
  readonly found?: Weights | undefined;
  readonly verified?: { readonly healthyTargets: number; readonly needed: number } | undefined;
  readonly unverified?: Failure | undefined;
  readonly lingering?: Failure | undefined;
  readonly hook?: { readonly failure?: Failure | undefined } | undefined;
}

export interface RollbackOutcome {
  readonly outcome: 'rolled-back' | 'held' | 'refused';
  readonly why: string;
}

/** Describes a deployment that did not succeed, for readers who did not watch it. */
export function outcomeOfRollback(facts: RollbackFacts): RollbackOutcome {
  const cause = inWords(facts.failure);
  const { returned } = facts;
  if (returned === undefined) return { outcome: 'refused', why: `${cause}. Nothing was changed` };
  const sentences = [
    cause,
    ...foundInWords(facts),
    `All traffic is on ${returned.safe}: ${returned.reason}`,
    ...seenInWords(facts),
    ...hookInWords(facts),
  ];
  return { outcome: returned.page ? 'held' : 'rolled-back', why: sentences.join('. ') };
}

const foundInWords = ({ found }: RollbackFacts): string[] =>
  found === undefined ? [] : [`The rollback found ${describeWeights(found)}`];

function seenInWords({ verified, unverified, lingering }: RollbackFacts): string[] {
  const well = verified && `Verified: ${verified.healthyTargets} of ${verified.needed} tasks are healthy`;
  const notWell = unverified && `Not verified: ${inWords(unverified)}`;
  const rest = lingering && `The other slot has not stopped: ${inWords(lingering)}`;
  return [well, notWell, rest].filter((sentence) => sentence !== undefined);
}

function hookInWords({ hook }: RollbackFacts): string[] {
  if (hook === undefined) return [];
  return [hook.failure === undefined ? 'The rollback hook ran' : `The rollback hook failed: ${inWords(hook.failure)}`];
}

/** The ledger follows the traffic: if the new version had to keep the traffic, the new version is live. */
export function stateAfterRollback(
  deploymentId: string,
  safe: Slot | undefined,
  progress: { readonly plan?: DeploymentPlan; readonly release?: Release },
): { live: Slot; release: Release; deploymentId: string } | undefined {
  const { plan, release } = progress;
  if (safe === undefined || plan === undefined || release === undefined) return undefined;
  return safe === plan.shift.to ? { live: safe, release, deploymentId } : undefined;
}
