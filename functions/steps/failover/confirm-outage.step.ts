import { failovers, primaryState, now, policy, signals } from '#adapters/answers.ts';
import { PrimaryRecoversItself } from '#domain/errors.ts';
import { alarmVote } from '#domain/failover/alarm-vote.ts';
import { awaitsSelfRecovery } from '#domain/failover/self-recovery.ts';
import { mustRun } from '#domain/failover/must-run.ts';
import type { FailoverPolicy } from '#domain/failover/policy.ts';
import { judgeRound } from '#domain/failover/round.ts';
import type { Vote } from '#domain/failover/vote.ts';
import type { FailoverLedger } from '#ports/regions/failover-ledger.ts';
import type { PrimaryState } from '#ports/regions/primary-state.ts';
import type { PrimarySignals } from '#ports/regions/primary-signals.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './confirm-outage.contract.ts';

interface Ports {
  failovers: FailoverLedger;
  signals: PrimarySignals;
  primaryState: PrimaryState;
  policy: FailoverPolicy;
  now: () => Date;
}

export const step = defineStep(contract, async ({ plan }, ports: Ports) => {
  const { failovers, primaryState, policy, now } = ports;
  mustRun(plan, await failovers.atWork(plan.runId));
  const [votes, deployments] = await Promise.all([allVotes(ports), primaryState.deployments()]);
  const { kind, why } = judgeRound(votes, policy.quorum);
  if (kind === 'down' && awaitsSelfRecovery(plan, votes, deployments, now()))
    throw new PrimaryRecoversItself(`The primary region is expected to roll back its deployment. ${why}`);
  await failovers.note(plan.runId, { at: now().toISOString(), what: `the primary is ${kind}`, why });
  return { primary: kind === 'disputed' ? ('unclear' as const) : kind, why };
});

async function allVotes({ signals, primaryState, now }: Ports): Promise<readonly Vote[]> {
  const [votes, alarms] = await Promise.all([signals.votes(), primaryState.alarms()]);
  return [...votes, alarmVote(alarms, now())];
}

export const handler = step.host({ failovers, primaryState, signals, policy, now });
