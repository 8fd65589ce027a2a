import { database, failovers } from '#adapters/answers.ts';
import { PromotionUnderWay } from '#domain/errors.ts';
import { mustRun } from '#domain/failover/must-run.ts';
import type { FailoverLedger } from '#ports/regions/failover-ledger.ts';
import type { StandbyDatabase } from '#ports/database/standby-database.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './promote-database.contract.ts';

interface Ports {
  failovers: FailoverLedger;
  database: StandbyDatabase;
}

export const step = defineStep(contract, async ({ plan, primary }, { failovers, database }: Ports) => {
  mustRun(plan, await failovers.atWork(plan.runId));
  const { role } = await database.status();
  // A healthy primary hands over in a switchover, without data loss.
  if (role === 'replica') await database.promote({ mayLoseData: primary !== 'up' });
  if (role === 'replica' || role === 'changing') throw new PromotionUnderWay(`The standby database is ${role}`);
  return { writer: role === 'writer' };
});

export const handler = step.host({ failovers, database });
