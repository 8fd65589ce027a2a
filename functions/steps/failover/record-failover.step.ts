import { catalogue, failovers, lock, now, pager, takeover } from '#adapters/answers.ts';
import { TakenOver } from '#domain/errors.ts';
import { type Ending, measured, type RunOutcome, stillToDo, whyItEnded } from '#domain/failover/run-outcome.ts';
import type { FailoverPlan } from '#domain/failover/request.ts';
import type { DeploymentLock } from '#ports/ledger/deployment-lock.ts';
import type { FailoverLedger, RunClosing } from '#ports/regions/failover-ledger.ts';
import type { RunRecord } from '#domain/failover/run-record.ts';
import type { Pager } from '#ports/events/pager.ts';
import type { ServiceCatalogue } from '#ports/compute/service-catalogue.ts';
import type { TakeoverSwitch } from '#ports/regions/takeover-switch.ts';
import type { InputOf } from '#runtime/define-contract.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './record-failover.contract.ts';

interface Ports {
  failovers: FailoverLedger;
  catalogue: ServiceCatalogue;
  lock: DeploymentLock;
  takeover: TakeoverSwitch;
  pager: Pager;
  now: () => Date;
}

export const step = defineStep(contract, async (input, ports: Ports) => {
  const { plan, ending } = input;
  const { failovers, catalogue, lock, takeover, now } = ports;
  const outcome = outcomeOf(input, await failovers.run(plan.runId));
  const at = now().toISOString();
  if (ending === 'stopped' && plan.mode !== 'drill') await failovers.hold(holdAfterStop(plan, at));
  // The services first, then the run: after the run is closed, nothing else would release them.
  for (const service of await catalogue.names()) await lock.letGo(service, plan.runId);
  const serving = (await takeover.standbyShare()) > 0 ? 'standby' : 'primary';
  const closing = { runId: plan.runId, fence: plan.fence, outcome: { ...outcome, endedAt: at } };
  const closed = await failovers.close({ ...closing, serving, counts: countsAs(ending, plan) });
  if (!closed) throw new TakenOver(`${plan.runId} is closed, or another run holds the lock`);
  if (ending !== 'drilled') await ports.pager.page(`Failover: ${ending}`, inWords(plan, outcome));
  return { ...outcome };
});

type Input = InputOf<typeof contract>;

function outcomeOf(
  { plan, ending, reasons, shortages, stillFenced, failure }: Input,
  record: RunRecord | undefined,
): RunOutcome {
  const { loss, movedAt } = record ?? {};
  return {
    ending,
    why: whyItEnded(reasons, failure),
    ...measured({ ...plan, ...(movedAt !== undefined && { movedAt }) }),
    ...(ending === 'taken-over' && loss?.seconds !== undefined && { lostSeconds: loss.seconds }),
    stillToDo: stillToDo(ending, shortages, stillFenced),
  };
}

/** After a move, or a verdict that the standby is not healthy, the cooldown begins. */
function countsAs(ending: Ending, { mode }: FailoverPlan): RunClosing['counts'] {
  if (mode === 'drill' || ending === 'called-off' || ending === 'stopped') return 'not-at-all';
  return ending === 'failed' ? 'as-a-failure' : 'as-a-move';
}

/** A person who stops a failover in the console does not want the next one ten seconds later. */
const holdAfterStop = ({ runId }: FailoverPlan, at: string) => ({
  by: 'the person who stopped it in the console',
  reason: `${runId} was stopped manually`,
  since: at,
  remindedAt: at,
});

function inWords({ runId, by }: FailoverPlan, outcome: RunOutcome): string {
  const figures = [
    ['detected after', outcome.detectionSeconds],
    ['traffic moved after', outcome.failoverSeconds],
    ['writes lost at most', outcome.lostSeconds],
  ].flatMap(([words, seconds]) => (seconds === undefined ? [] : [`${words} ${seconds} s`]));
  const todo = outcome.stillToDo.map((one) => `- ${one}`);
  return [`${runId}, requested by ${by}: ${outcome.why}`, figures.join(', '), ...todo].filter(Boolean).join('\n');
}

export const handler = step.host({ failovers, catalogue, lock, takeover, pager, now });
