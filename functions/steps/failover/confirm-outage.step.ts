import * as aws from '#adapters/aws-clients.ts';
import { DynamoFailoverLedger } from '#adapters/dynamo-failover-ledger.ts';
import { watchedPrimary } from '#adapters/watched-primary.ts';
import { alarmVote } from '#domain/failover/alarm-vote.ts';
import { mustRun } from '#domain/failover/must-run.ts';
import type { FailoverPolicy } from '#domain/failover/policy.ts';
import { judgeRound } from '#domain/failover/round.ts';
import type { Vote } from '#domain/failover/vote.ts';
import type { FailoverLedger } from '#ports/failover-ledger.ts';
import type { PrimarySignals } from '#ports/primary-signals.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './confirm-outage.contract.ts';

interface Ports {
  failovers: FailoverLedger;
  signals: PrimarySignals;
  policy: FailoverPolicy;
  now: () => Date;
}

export const step = defineStep(contract, async ({ plan }, { failovers, signals, policy, now }: Ports) => {
  mustRun(plan, await failovers.atWork(plan.runId));
  const { kind, why } = judgeRound(await allVotes(signals, failovers, now()), policy.quorum);
  await failovers.note(plan.runId, { at: now().toISOString(), what: `the primary is ${kind}`, why });
  return { primary: kind, why };
});

async function allVotes(signals: PrimarySignals, failovers: FailoverLedger, now: Date): Promise<readonly Vote[]> {
  const [votes, heard] = await Promise.all([signals.votes(), failovers.heard()]);
  return [...votes, alarmVote(heard, now)];
}

export const handler = step.host(({ LEDGER_TABLE, PRIMARY, FAILOVER_POLICY: policy }) => ({
  failovers: new DynamoFailoverLedger(aws.dynamodb(), LEDGER_TABLE),
  signals: watchedPrimary(PRIMARY),
  policy,
  now: () => new Date(),
}));
