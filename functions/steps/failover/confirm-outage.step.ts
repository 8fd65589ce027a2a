import * as aws from '#adapters/aws-clients.ts';
import { DynamoFailoverLedger } from '#adapters/dynamo-failover-ledger.ts';
import { RemotePrimaryChanges } from '#adapters/remote-primary-changes.ts';
import { watchedPrimary } from '#adapters/watched-primary.ts';
import { PrimaryMendsItself } from '#domain/errors.ts';
import { alarmVote } from '#domain/failover/alarm-vote.ts';
import { isWorthAskingAgain, mayMendItself } from '#domain/failover/mending.ts';
import { mustRun } from '#domain/failover/must-run.ts';
import type { FailoverPolicy } from '#domain/failover/policy.ts';
import type { FailoverPlan } from '#domain/failover/request.ts';
import { judgeRound } from '#domain/failover/round.ts';
import type { Vote } from '#domain/failover/vote.ts';
import type { FailoverLedger } from '#ports/failover-ledger.ts';
import type { PrimaryChanges } from '#ports/primary-changes.ts';
import type { PrimarySignals } from '#ports/primary-signals.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './confirm-outage.contract.ts';

interface Ports {
  failovers: FailoverLedger;
  signals: PrimarySignals;
  changes: PrimaryChanges;
  policy: FailoverPolicy;
  now: () => Date;
}

export const step = defineStep(contract, async ({ plan }, ports: Ports) => {
  const { failovers, policy, now } = ports;
  mustRun(plan, await failovers.atWork(plan.runId));
  const [votes, isChanging] = await Promise.all([allVotes(ports), changing(plan, ports)]);
  const { kind, why } = judgeRound(votes, policy.quorum);
  if (kind === 'down' && isChanging && mayMendItself(plan, now()))
    throw new PrimaryMendsItself(`The primary takes back what it deploys. ${why}`);
  await failovers.note(plan.runId, { at: now().toISOString(), what: `the primary is ${kind}`, why });
  return { primary: kind === 'disputed' ? ('unclear' as const) : kind, why };
});

async function changing(plan: FailoverPlan, { changes, now }: Ports): Promise<boolean> {
  try {
    return await changes.underWay();
  } catch (error) {
    if (isWorthAskingAgain(plan, error as Error, now())) throw error;
    return false;
  }
}

async function allVotes({ signals, failovers, now }: Ports): Promise<readonly Vote[]> {
  const [votes, heard] = await Promise.all([signals.votes(), failovers.heard()]);
  return [...votes, alarmVote(heard, now())];
}

export const handler = step.host((environment) => ({
  failovers: new DynamoFailoverLedger(aws.dynamodb(), environment.LEDGER_TABLE),
  signals: watchedPrimary(environment.PRIMARY),
  changes: new RemotePrimaryChanges(aws.executionsIn(environment.PRIMARY_REGION), [
    environment.PRIMARY_DEPLOYMENT,
    environment.PRIMARY_ROLLBACK,
  ]),
  policy: environment.FAILOVER_POLICY,
  now: () => new Date(),
}));
