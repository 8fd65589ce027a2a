import type { FailoverPlan } from '#domain/failover/request.ts';
import { RegionWorld } from '#rehearsal/simulator/regions/region-world.ts';
import { step as admit } from '#steps/failover/admit-failover.step.ts';
import { Account } from './account.ts';

export const execution = { arn: 'execution of the failover', startedAt: '2026-01-05T09:00:00.000Z' };

/** A standby in which v1 serves, and a primary beside it. */
export async function standby(lagSeconds?: number) {
  const account = await Account.serving();
  const regions = new RegionWorld(account.clock, () => account.world, lagSeconds);
  const ports = { ...account.ports, ...regions.ports };
  account.executionRuns(execution.arn);
  return { account, regions, ports };
}

type Standby = Awaited<ReturnType<typeof standby>>;

export async function begun({ ports }: Standby, request: object = manual): Promise<FailoverPlan> {
  const admitted = await admit.call({ request, execution }, ports);
  if (admitted.kind !== 'started') throw new Error(`not started: ${admitted.kind}`);
  return admitted.plan;
}

export const manual = { mode: 'manual', by: 'Ada', reason: 'maintenance' };
