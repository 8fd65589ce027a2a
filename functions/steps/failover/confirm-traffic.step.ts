import { arriving, failovers, now, policy, signals } from '#adapters/answers.ts';
import { PrimaryNotReady, TrafficNotArrived } from '#domain/errors.ts';
import { mustRun } from '#domain/failover/must-run.ts';
import type { FailoverPolicy } from '#domain/failover/policy.ts';
import { judgeRound } from '#domain/failover/round.ts';
import type { ArrivingTraffic } from '#ports/regions/arriving-traffic.ts';
import type { FailoverLedger } from '#ports/regions/failover-ledger.ts';
import type { PrimarySignals } from '#ports/regions/primary-signals.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './confirm-traffic.contract.ts';

interface Ports {
  failovers: FailoverLedger;
  signals: PrimarySignals;
  arriving: ArrivingTraffic;
  policy: FailoverPolicy;
  now: () => Date;
}

export const step = defineStep(contract, async ({ plan, share }, ports: Ports) => {
  const { failovers, signals, arriving, policy, now } = ports;
  const { running } = await failovers.atWork(plan.runId);
  mustRun(plan, { ...(running && { running }) });
  if (share < 100) {
    const { kind, why } = judgeRound(await signals.votes(), policy.quorum);
    if (kind === 'down')
      throw new PrimaryNotReady(`The primary region is down with ${100 - share} % of the traffic. ${why}`);
    return {};
  }
  const { nameLeadsHere, requests } = await arriving.seen();
  if (!nameLeadsHere) throw new TrafficNotArrived('The domain name does not resolve to the standby region yet');
  const at = now().toISOString();
  await failovers.keep(plan.runId, { movedAt: at });
  const why = requests === undefined ? 'the requests are not measured yet' : `${requests} requests in the last minutes`;
  await failovers.note(plan.runId, { at, what: 'the domain name resolves to the standby region', why });
  return requests === undefined ? {} : { requests };
});

export const handler = step.host({ failovers, signals, arriving, policy, now });
