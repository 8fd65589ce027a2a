import { alarms, decisions, metrics, softTimeout, metricSnapshots, waits } from '#adapters/answers.ts';
import type { DeploymentPlan } from '#domain/deployment/deployment-plan.ts';
import { against } from '#domain/canary/alarms.ts';
import { evidenceSeries } from '#domain/canary/evidence-series.ts';
import { findingOf, type Finding } from '#domain/canary/finding.ts';
import { look, minutesOf, windowOf } from '#domain/canary/look.ts';
import { nextMove } from '#domain/canary/next-move.ts';
import { slowSecondsOf } from '#domain/canary/policy.ts';
import { nextSnapshot } from '#domain/canary/settled.ts';
import { answersRequests } from '#domain/deployment/traffic.ts';
import type { ShiftProgress } from '#domain/strategy/shift-progress.ts';
import type { Answer } from '#domain/ledger/wait.ts';
import type { Decisions } from '#ports/ledger/decisions.ts';
import type { MetricSource } from '#ports/metrics/metric-source.ts';
import type { OpenWaits } from '#ports/ledger/open-waits.ts';
import type { MetricSnapshots } from '#ports/metrics/metric-snapshots.ts';
import type { SlotAlarms } from '#ports/metrics/slot-alarms.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './judge-canary.contract.ts';

interface Ports {
  alarms: SlotAlarms;
  metrics: MetricSource;
  metricSnapshots: MetricSnapshots;
  waits: OpenWaits;
  decisions: Decisions;
  /** How long a person's decision waits for the judge's verdict. */
  softTimeout: () => Promise<undefined>;
}

export const step = defineStep(contract, async ({ plan, progress, answer, now }, ports: Ports) => {
  const { deploymentId, target, shift } = plan;
  await ports.waits.close(target.service, deploymentId);
  const finding = await findingFor(answer, plan, progress, now, ports);
  const next = nextMove(shift, progress, answer, finding, Date.parse(now));
  await ports.decisions.record(target.service, {
    deploymentId,
    at: now,
    who: next.who,
    what: next.move,
    why: next.words,
    ...(finding?.series && { series: finding.series }),
  });
  return next;
});

/**
 * A person's decision needs no metrics. But the ledger records the evidence against a version that a person promoted,
 * and what a look during the bake saw when it rolled the version back.
 */
async function findingFor(
  { say, signal }: Answer,
  plan: DeploymentPlan,
  progress: ShiftProgress,
  now: string,
  ports: Ports,
): Promise<Finding | undefined> {
  if (say === 'time is up') return findOut(plan, progress, now, ports);
  if (say !== 'promote' && signal !== 'judge') return undefined;
  return Promise.race([findOut(plan, progress, now, ports).catch(() => undefined), ports.softTimeout()]);
}

async function findOut(
  { deploymentId, target, shift }: DeploymentPlan,
  progress: ShiftProgress,
  now: string,
  { alarms, metrics, metricSnapshots }: Ports,
): Promise<Finding> {
  const ringing = against(target, shift.to, await alarms.ringing(target), progress);
  if (ringing.length > 0) return { decision: 'rollback', words: `These alarms are active: ${ringing.join(', ')}` };
  if (!answersRequests(target))
    return { decision: 'advance', words: 'A worker is monitored but not judged, and nothing failed' };
  const at = Date.parse(now);
  const window = windowOf(progress, at);
  if (window === undefined || minutesOf(shift, progress.step) === 0) {
    return {
      decision: 'advance',
      words: 'A bake of less than a minute is monitored but not judged, and nothing failed',
    };
  }
  const ownMetrics = shift.judging.metrics ?? [];
  const minutes = await metrics.minutes({ target, ...window, slowSeconds: slowSecondsOf(shift), ownMetrics });
  const earlier = await metricSnapshots.last(target.service, deploymentId);
  await metricSnapshots.keep(target.service, deploymentId, nextSnapshot(earlier, minutes, at));
  const seen = look(shift, progress, { minutes, earlier, now: at });
  return { ...findingOf(shift, progress, seen, at), series: evidenceSeries(seen) };
}

export const handler = step.host({ alarms, metrics, metricSnapshots, waits, decisions, softTimeout });
