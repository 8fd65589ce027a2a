import { database, failovers, now, policy, signals, takeover } from '#adapters/answers.ts';
import { PrimaryNotReady } from '#domain/errors.ts';
import { mustRun } from '#domain/failover/must-run.ts';
import type { FailoverPolicy } from '#domain/failover/policy.ts';
import { judgeRound } from '#domain/failover/round.ts';
import { returnFrom } from '#domain/failover/shares.ts';
import type { FailoverLedger } from '#ports/regions/failover-ledger.ts';
import type { PrimarySignals } from '#ports/regions/primary-signals.ts';
import type { StandbyDatabase } from '#ports/database/standby-database.ts';
import type { TakeoverSwitch } from '#ports/regions/takeover-switch.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './verify-primary.contract.ts';

interface Ports {
  failovers: FailoverLedger;
  signals: PrimarySignals;
  database: StandbyDatabase;
  takeover: TakeoverSwitch;
  policy: FailoverPolicy;
  now: () => Date;
}

export const step = defineStep(contract, async ({ plan }, ports: Ports) => {
  const { failovers, signals, database, takeover, policy, now } = ports;
  mustRun(plan, await failovers.atWork(plan.runId));
  const { kind, why } = judgeRound(await signals.votes(), policy.quorum);
  if (kind !== 'up') throw new PrimaryNotReady(`The primary region is ${kind}. ${why}`);
  const { role } = await database.status();
  // The database must return first: traffic that returns before it would reach a read-only replica.
  if (role === 'writer' || role === 'changing') {
    throw new PrimaryNotReady(`The standby database is ${role}; switch it over to the primary region first`);
  }
  const share = await takeover.standbyShare();
  await failovers.note(plan.runId, { at: now().toISOString(), what: `returns from ${share} %`, why });
  return { shares: [...returnFrom(share)], why };
});

export const handler = step.host({ failovers, signals, database, takeover, policy, now });
