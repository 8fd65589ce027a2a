import { failovers, now } from '#adapters/answers.ts';
import { FailoverBusy, RequestRejected } from '#domain/errors.ts';
import type { FailoverPlan } from '#domain/failover/request.ts';
import type { FailoverLedger } from '#ports/regions/failover-ledger.ts';
import type { RunEntry } from '#domain/failover/run-record.ts';
import { defineStep } from '#runtime/define-step.ts';
import type { FailoverRequest } from '#wire/failover-request.ts';
import { contract } from './admit-failover.contract.ts';

interface Ports {
  failovers: FailoverLedger;
  now: () => Date;
}

/** Longer than a person may take to decide. The monitor closes a run whose execution has ended long before that. */
const lockMilliseconds = 3 * 3600 * 1000;

export const step = defineStep(contract, async ({ request, execution }, { failovers, now }: Ports) => {
  const at = now().toISOString();
  const until = new Date(now().getTime() + lockMilliseconds).toISOString();
  switch (request.mode) {
    case 'hold':
      await failovers.hold({ by: request.by, reason: request.reason, since: at, remindedAt: at });
      return noted(`Automatic failovers are on hold until the hold is lifted: ${request.by}: ${request.reason}`);
    case 'lift':
      await failovers.lift();
      return noted(`Automatic failovers are allowed again: ${request.by}: ${request.reason}`);
    case 'cancel':
    case 'accept-loss':
      return noted(await recordCommand(request, at, failovers));
    case 'resume':
      return resume(request, execution.arn, until, failovers);
    default:
      return begin(entryOf(request, execution), until, failovers);
  }
});

const noted = (what: string) => ({ kind: 'noted' as const, what });

type Word = Extract<FailoverRequest, { mode: 'cancel' | 'accept-loss' }>;
type Run = Exclude<FailoverRequest, { mode: 'hold' | 'lift' | 'cancel' | 'accept-loss' | 'resume' }>;

async function recordCommand({ mode, ...said }: Word, at: string, failovers: FailoverLedger): Promise<string> {
  const { running } = await failovers.standing();
  if (running === undefined) throw new RequestRejected(`No failover is running, so "${mode}" has no effect.`);
  await failovers.keep(running.runId, { word: { kind: mode, at, ...said } });
  const what = `${said.by} sent ${mode}`;
  await failovers.note(running.runId, { at, what, why: said.reason });
  return `${what} to ${running.runId}`;
}

async function resume(
  { runId, stopped }: Extract<FailoverRequest, { mode: 'resume' }>,
  execution: string,
  until: string,
  failovers: FailoverLedger,
) {
  const runner = await failovers.takeOver(runId, execution, until);
  const record = await failovers.run(runId);
  if (runner === undefined || record === undefined) return noted(`${runId} is closed, or another run holds the lock`);
  return { kind: stopped ? ('stopped' as const) : ('started' as const), plan: planOf(record.entry, runner.fence) };
}

async function begin(entry: RunEntry, until: string, failovers: FailoverLedger) {
  const begun = await failovers.begin(entry, until);
  if (begun.kind === 'over') return noted(`${entry.runId} has already ended`);
  if (begun.kind === 'busy') {
    const { runId, execution } = begun.runner;
    throw new FailoverBusy(`${runId} is running and cannot be pre-empted; watch ${execution}, or send "cancel"`);
  }
  return { kind: 'started' as const, plan: planOf(entry, begun.fence) };
}

/** The id sorts by time. An execution always gets the same id. */
function entryOf(request: Run, { arn, startedAt }: { readonly arn: string; readonly startedAt: string }): RunEntry {
  const { mode, reason } = request;
  return {
    runId: `${mode}-${startedAt.replaceAll(/[-:.]/g, '')}`,
    mode,
    startedAt,
    outageSince: mode === 'automatic' ? request.outageSince : startedAt,
    execution: arn,
    by: mode === 'automatic' ? 'the primary monitor' : request.by,
    reason,
    ...(mode === 'manual' ? overridesOf(request) : { force: false }),
  };
}

const overridesOf = ({ force, acceptLossSeconds }: Extract<Run, { mode: 'manual' }>) => ({
  force,
  ...(acceptLossSeconds !== undefined && { acceptLossSeconds }),
});

const planOf = ({ execution: _, ...entry }: RunEntry, fence: number): FailoverPlan => ({ ...entry, fence });

export const handler = step.host({ failovers, now });
