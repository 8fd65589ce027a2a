import { executions, failovers, primaryState, now, pager, policy, signals } from '#adapters/answers.ts';
import { alarmVote } from '#domain/failover/alarm-vote.ts';
import { decideByItself, decideDispute, type Decision } from '#domain/failover/decide-by-itself.ts';
import type { FailoverPolicy } from '#domain/failover/policy.ts';
import { judgeRound, type Round } from '#domain/failover/round.ts';
import { isDueForReminder, type Hold, type Runner, type Standing } from '#domain/failover/standing.ts';
import { probeUserAgent } from '#domain/failover/probe-vote.ts';
import { isForbiddenUntold, nextWatch, type Watch } from '#domain/failover/watch.ts';
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
  const [standing, before, votes, alarms] = await Promise.all([
    failovers.standing(),
    failovers.watch(),
    signals.votes(),
    primaryState.alarms(),
  ]);
  const round = judgeRound([...votes, alarmVote(alarms, now)], policy.quorum);
  const watch = nextWatch(before, round, now);
  const decision = decide(round, watch, standing, policy, now);
  const { running, hold } = standing;
  const { kept, pages } = withPages(round, watch, decision, now);
  await failovers.keepWatch(kept);
  for (const { title, text } of pages) await ports.pager.page(title, text);
  await remind(hold, now, ports);
  if (running !== undefined && !(await executions.isRunning(running.execution))) {
    return resumed(running, await executions.wasStopped(running.execution), now);
  }
  return decision.kind === 'fail-over'
    ? started(watch, decision.why, now)
    : { kind: 'stay' as const, why: decision.why };
});

/** Earlier rounds are kept, but a round without a result starts nothing. */
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

interface Page {
  readonly title: string;
  readonly text: string;
}

/** What people are told of this round, and what the watch keeps so that they are told once. */
function withPages(round: Round, watch: Watch, decision: Decision, now: Date): { kept: Watch; pages: Page[] } {
  const trouble = round.kind === 'disputed' ? watch.disputedSince : watch.since;
  const asks = decision.kind === 'ask' && watch.askedFor !== trouble;
  const isForbidden = isForbiddenUntold(watch, now);
  return {
    kept: {
      ...watch,
      ...(asks && trouble !== undefined && { askedFor: trouble }),
      ...(isForbidden && { forbiddenToldAt: now.toISOString() }),
    },
    pages: [
      ...(asks ? [{ title: titleOf(round), text: askingWords(`${decision.why}. ${round.why}`) }] : []),
      ...(isForbidden ? [{ title: forbiddenTitle, text: `${round.why}.\n${forbiddenRemedy}` }] : []),
    ],
  };
}

const titleOf = ({ kind }: Round): string =>
  `The primary region is ${kind === 'disputed' ? 'reported down' : 'down'}, and no failover starts automatically`;

const forbiddenTitle = "The primary region's firewall refuses the probes of the standby";
const forbiddenRemedy = `The standby cannot see the primary region with its own eyes, and the other sources decide alone. Let requests for the health paths pass the firewall: their User-Agent is ${probeUserAgent}`;

const askingWords = (why: string): string =>
  `${why}.\nTo start it: {"mode": "manual", "by": "your name", "reason": "…"}`;

/** Two rounds in the same minute start the same execution. */
const minuteOf = (now: Date): string => now.toISOString().slice(0, 16).replaceAll(/[-:]/g, '');

const started = ({ since = '' }: Watch, why: string, now: Date) => ({
  kind: 'start' as const,
  why,
  name: `automatic-${minuteOf(now)}`,
  request: { mode: 'automatic', reason: why, outageSince: since },
});

/** The run's execution has ended, so a new execution has to resume the run. */
const resumed = ({ runId, fence }: Runner, stopped: boolean, now: Date) => ({
  kind: 'start' as const,
  why: stopped ? `${runId} was stopped manually` : `the execution of ${runId} ended before the run was finished`,
  name: `${runId}-${fence}-${minuteOf(now)}`,
  request: { mode: 'resume', runId, stopped },
});

async function remind(hold: Hold | undefined, now: Date, { failovers, pager }: Ports): Promise<void> {
  if (hold === undefined || !isDueForReminder(hold, now)) return;
  await pager.page('Automatic failovers are on hold', `${hold.by} put them on hold at ${hold.since}: ${hold.reason}`);
  await failovers.hold({ ...hold, remindedAt: now.toISOString() });
}

export const handler = step.host({ failovers, primaryState, signals, executions, pager, policy, now });
