import type { HistoryEvent as StageEvent } from '@aws-sdk/client-sfn';
import { describeWeights, sameWeights } from '#domain/weights.ts';
import { StageTracker, type StageChange } from '../play/stage-tracker.ts';
import type { Told } from '../promises/region-remains.ts';
import type { Decision, RehearsalRecord, StageRecord, TimelineEntry, TimelineKind } from '../record.ts';
import type { Execution } from './asl/execution.ts';
import type { HistoryEvent } from './asl/history.ts';
import { watches } from './machines/account.ts';
import { describeFault, formatFault } from './faults/fault.ts';
import { looksOf, shiftDecisionsOf } from './judged.ts';
import type { SimulatedRun } from './simulate.ts';

/** The run as rehearsals are recorded, so that one report page tells both. */
export function recordOf(run: SimulatedRun): RehearsalRecord {
  const { account, remains, scenario } = run;
  const { world } = account;
  const { totals: _, ...traffic } = world.users.traffic(world.startedAt);
  const deployments = account
    .deployments()
    .map((execution) => ({ execution, changes: changesOf(execution, world.startedAt) }));
  const decisions = decisionsOf(run);
  const looks = looksOf(run);
  return {
    scenario: scenario.name,
    title: scenario.title,
    outcome: run.outcome,
    startedAt: new Date(world.startedAt).toISOString(),
    seconds: world.elapsedSeconds,
    timeline: timelineOf(run, deployments, decisions),
    stages: deployments.flatMap(({ execution, changes }) => stagesOf(labelOf(execution), changes)),
    weights: remains.observations.map(({ elapsedSeconds, weights, slots }) => ({
      elapsedSeconds,
      ...weights,
      ...(slots.blue.version && { blueVersion: slots.blue.version }),
      ...(slots.green.version && { greenVersion: slots.green.version }),
    })),
    traffic,
    decisions,
    ...(looks.length === 0 ? {} : { looks }),
    promises: [...run.promises],
    measured: { requests: remains.requests, failedRequests: remains.failedRequests },
  };
}

type Timed<T> = T & { readonly elapsedSeconds: number };

interface Deployment {
  readonly execution: Execution;
  readonly changes: readonly Timed<StageChange>[];
}

function changesOf({ history }: Execution, startedAt: number): Timed<StageChange>[] {
  const tracker = new StageTracker();
  // The tracker skips what it has seen, so it gets the whole history up to each event.
  const events = history.map(asStageEvent);
  return history.flatMap(({ timestamp }, index) =>
    tracker
      .take(events.slice(0, index + 1))
      .map((change) => ({ ...change, elapsedSeconds: (Date.parse(timestamp) - startedAt) / 1000 })),
  );
}

function asStageEvent({ type, details, id }: HistoryEvent): StageEvent {
  const event = { id, timestamp: undefined, type: type as StageEvent['type'] };
  const name = String(details['name']);
  if (type.endsWith('StateEntered')) return { ...event, stateEnteredEventDetails: { name } };
  return type.endsWith('StateExited') ? { ...event, stateExitedEventDetails: { name } } : event;
}

function stagesOf(deployment: string, changes: readonly Timed<StageChange>[]): StageRecord[] {
  const stages: StageRecord[] = [];
  for (const { number, name, outcome, elapsedSeconds } of changes) {
    const open = stages.findLast((stage) => stage.number === number && stage.outcome === 'running');
    if (open === undefined) stages.push({ deployment, number, name, outcome, startedSeconds: elapsedSeconds });
    else Object.assign(open, { outcome, endedSeconds: elapsedSeconds });
  }
  return stages;
}

/** `v2`, or the execution's own name where somebody asked for nothing that can be read. */
function labelOf({ input, name }: Execution): string {
  const image = (input as { detail?: { image?: unknown } } | null)?.detail?.image;
  return typeof image === 'string' ? image : name;
}

function decisionsOf(run: SimulatedRun): Decision[] {
  const { account, remains } = run;
  const { world } = account;
  const { service } = world.service.target;
  const ends = world.table
    .deployments(service)
    .flatMap(({ outcome }) => {
      if (outcome === undefined) return [];
      const elapsedSeconds = (Date.parse(outcome.endedAt) - world.startedAt) / 1000;
      return [{ elapsedSeconds, who: 'ledger', what: outcome.outcome, why: outcome.reason }];
    })
    .concat(
      (remains.refusals ?? []).map((why) => ({
        elapsedSeconds: world.elapsedSeconds,
        who: 'admission',
        what: 'refused',
        why,
      })),
    );
  return [...shiftDecisionsOf(run), ...ends].sort((a, b) => a.elapsedSeconds - b.elapsedSeconds);
}

function timelineOf(
  run: SimulatedRun,
  deployments: readonly Deployment[],
  decisions: readonly Decision[],
): TimelineEntry[] {
  const { startedAt } = run.account.world;
  const entry = (elapsedSeconds: number, kind: TimelineKind, what: string): TimelineEntry => ({
    at: new Date(startedAt + elapsedSeconds * 1000).toISOString(),
    elapsedSeconds,
    kind,
    what,
  });
  const stages = deployments.flatMap(({ execution, changes }) =>
    changes.map(({ elapsedSeconds, number, name, outcome }) =>
      entry(
        elapsedSeconds,
        'stage',
        `${labelOf(execution)}: stage ${number} ${name.toLowerCase()} ${wordFor[outcome]}`,
      ),
    ),
  );
  const executions = run.executions.filter(({ machine }) => !watches.has(machine));
  return [
    ...executions.flatMap((execution) => endsOf(execution, startedAt, entry)),
    ...stages,
    ...weightChanges(run).map(({ elapsedSeconds, weights }) =>
      entry(elapsedSeconds, 'traffic', `traffic: ${describeWeights(weights)}`),
    ),
    ...regionsOf(run).map(({ elapsedSeconds, kind, what }) => entry(elapsedSeconds, kind, what)),
    ...run.struck.map(({ fault, elapsedSeconds }) =>
      entry(elapsedSeconds, 'fault', `${formatFault(fault)}: ${describeFault(fault)}`),
    ),
    ...decisions.map(({ elapsedSeconds, who, what, why }) =>
      entry(elapsedSeconds, 'decision', `${who}: ${what} (${inShort(why)})`),
    ),
  ].sort((a, b) => a.elapsedSeconds - b.elapsedSeconds);
}

/** Two sentences tell what was decided and why; the report has the rest. */
const inShort = (why: string): string =>
  why
    .split(/(?<=\.) /)
    .slice(0, 2)
    .join(' ');

const wordFor = { running: 'begins', succeeded: 'is done', failed: 'failed', skipped: 'is skipped' } as const;

/** Of a story between two regions: what happened to them, and what each run noted. */
function regionsOf({ remains: { regions }, account }: SimulatedRun): readonly Told[] {
  const notes = (regions?.runs ?? []).flatMap((run) => run.notes);
  return [
    ...(regions?.told ?? []),
    ...notes.map(({ at, what, why }) => ({
      elapsedSeconds: (Date.parse(at) - account.world.startedAt) / 1000,
      kind: 'decision' as const,
      what: `failover: ${what} (${inShort(why)})`,
    })),
  ];
}

const weightChanges = ({ remains }: SimulatedRun) =>
  remains.observations.filter(({ weights }, index, all) => {
    const before = all[index - 1];
    return before === undefined || !sameWeights(before.weights, weights);
  });

function endsOf(
  { machine, status, error, startedAt: began, stoppedAt }: Execution,
  startedAt: number,
  entry: (elapsedSeconds: number, kind: TimelineKind, what: string) => TimelineEntry,
): TimelineEntry[] {
  const at = (time: string) => (Date.parse(time) - startedAt) / 1000;
  const end =
    stoppedAt === undefined
      ? []
      : [entry(at(stoppedAt), 'decision', `${machine} ${endWords[status]}${error ? ` with ${error}` : ''}`)];
  return [entry(at(began), 'decision', `${machine} begins`), ...end];
}

const endWords = {
  RUNNING: 'runs',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timed out',
  ABORTED: 'was stopped',
} as const;
