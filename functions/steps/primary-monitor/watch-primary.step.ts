import { executions, failovers, primaryState, now, pager, policy, signals } from '#adapters/answers.ts';
import { alarmVote } from '#domain/failover/alarm-vote.ts';
import { decideByItself, decideDispute, type Decision } from '#domain/failover/decide-by-itself.ts';
import type { FailoverPolicy } from '#domain/failover/policy.ts';
import { judgeRound, type Round } from '#domain/failover/round.ts';
import { isDueForReminder, type Hold, type Runner, type Standing } from '#domain/failover/standing.ts';
import { nextWatch, type Watch } from '#domain/failover/watch.ts';
import type { Executions } from '#ports/workflows/executions.ts';
import type { FailoverLedger } from '#ports/regions/failover-ledger.ts';
import type { Pager } from '#ports/events/pager.ts';
import type { PrimaryState } from '#ports/regions/primary-state.ts';
import type { PrimarySignals } from '#ports/regions/primary-signals.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './watch-primary.contract.ts';

interface Ports {
  failovers: FailoverLedger;
  signals: PrimarySignals;
  primaryState: PrimaryState;
  executions: Executions;
  pager: Pager;
  policy: FailoverPolicy;
  now: () => Date;
}

export const step = defineStep(contract, async ({ alarm }, ports: Ports) => {
  const { failovers, signals, primaryState, executions, policy } = ports;
  const now = ports.now();
  if (alarm !== undefined) await primaryState.recordAlarm(alarm);
  const [standing, before, votes, heard] = await Promise.all([
    failovers.standing(),
    failovers.watch(),
    signals.votes(),
    primaryState.alarms(),
  ]);
  const round = judgeRound([...votes, alarmVote(heard, now)], policy.quorum);
  const watch = nextWatch(before, round, now);
  const decision = decide(round, watch, standing, policy, now);
  const { running, hold } = standing;
  const trouble = round.kind === 'disputed' ? watch.disputedSince : watch.since;
  const asks = decision.kind === 'ask' && watch.askedFor !== trouble;
  await failovers.keepWatch(asks && trouble !== undefined ? { ...watch, askedFor: trouble } : watch);
  if (asks) await ports.pager.page(titleOf(round), askingWords(`${decision.why}. ${round.why}`));
  await remind(hold, now, ports);
  if (running !== undefined && !(await executions.isRunning(running.execution))) {
    return resumed(running, await executions.wasStopped(running.execution), now);
  }
  return decision.kind === 'fail-over'
    ? started(watch, decision.why, now)
    : { kind: 'stay' as const, why: decision.why };
});

/** What was seen before this look is remembered, but nothing begins while it cannot be seen. */
function decide(round: Round, watch: Watch, standing: Standing, policy: FailoverPolicy, now: Date): Decision {
  switch (round.kind) {
    case 'down':
      return decideByItself(watch, standing, policy, now);
    case 'disputed':
      return decideDispute(watch, standing, now);
    default:
      return { kind: 'stay', why: round.why };
  }
}

const titleOf = ({ kind }: Round): string =>
  `The primary is ${kind === 'disputed' ? 'said to be down' : 'down'} and nothing starts by itself`;

const askingWords = (why: string): string =>
  `${why}.\nTo start it: {"mode": "manual", "by": "your name", "reason": "…"}`;

/** Two looks in one minute mean the same start. */
const minuteOf = (now: Date): string => now.toISOString().slice(0, 16).replaceAll(/[-:]/g, '');

const started = ({ since = '' }: Watch, why: string, now: Date) => ({
  kind: 'start' as const,
  why,
  name: `automatic-${minuteOf(now)}`,
  request: { mode: 'automatic', reason: why, outageSince: since },
});

/** Whoever went on with it would be as dead: somebody else has to. */
const resumed = ({ runId, fence }: Runner, stopped: boolean, now: Date) => ({
  kind: 'start' as const,
  why: stopped ? `${runId} was stopped by hand` : `the execution of ${runId} ended before its work was done`,
  name: `${runId}-${fence}-${minuteOf(now)}`,
  request: { mode: 'resume', runId, stopped },
});

async function remind(hold: Hold | undefined, now: Date, { failovers, pager }: Ports): Promise<void> {
  if (hold === undefined || !isDueForReminder(hold, now)) return;
  await pager.page('Failovers are held', `${hold.by} holds them since ${hold.since}: ${hold.reason}`);
  await failovers.hold({ ...hold, remindedAt: now.toISOString() });
}

export const handler = step.host({ failovers, primaryState, signals, executions, pager, policy, now });
