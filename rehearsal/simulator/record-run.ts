import { stagesIn } from '#domain/ledger/stage-history.ts';
import { numberOf } from '#domain/deployment/stages.ts';
import { describeWeights, sameWeights } from '#domain/slots/weights.ts';
import type { Told } from '../promises/region-remains.ts';
import {
  type Decision,
  type RehearsalRecord,
  stageNames,
  type StageRecord,
  type TimelineEntry,
  type TimelineKind,
} from '../record.ts';
import type { Execution } from './asl/execution.ts';
import { executionEvents } from './execution-events.ts';
import { watches } from './machines/account.ts';
import { describeFault, formatFault } from './faults/fault.ts';
import { looksOf, shiftDecisionsOf } from './judged.ts';
import type { SimulatedRun } from './simulate.ts';

/** The run in the format of a rehearsal's record, so that one report page shows both. */
export function recordOf(run: SimulatedRun): RehearsalRecord {
  const { account, remains, scenario } = run;
  const { world } = account;
  const { totals: _, ...traffic } = world.users.traffic(world.startedAt);
  const stagesDone = account.deployments().flatMap((execution) => stagesOf(execution, world.startedAt));
  const decisions = decisionsOf(run);
  const looks = looksOf(run);
  return {
    scenario: scenario.name,
    title: scenario.title,
    outcome: run.outcome,
    startedAt: new Date(world.startedAt).toISOString(),
    seconds: world.elapsedSeconds,
    timeline: timelineOf(run, stagesDone, decisions),
    stages: stagesDone,
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

function stagesOf(execution: Execution, startedAt: number): StageRecord[] {
  const seconds = (time: string) => (Date.parse(time) - startedAt) / 1000;
  return stagesIn(executionEvents(execution)).map((one) => {
    const number = numberOf(one.stage);
    return {
      deployment: labelOf(execution),
      number,
      name: stageNames[number - 1] ?? '',
      outcome: one.outcome,
      startedSeconds: seconds(one.startedAt),
      ...(one.endedAt !== undefined && { endedSeconds: seconds(one.endedAt) }),
    };
  });
}

/** `v2`, or the execution's own name where the request names no image that can be read. */
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
  stagesDone: readonly StageRecord[],
  decisions: readonly Decision[],
): TimelineEntry[] {
  const { startedAt } = run.account.world;
  const entry = (elapsedSeconds: number, kind: TimelineKind, what: string): TimelineEntry => ({
    at: new Date(startedAt + elapsedSeconds * 1000).toISOString(),
    elapsedSeconds,
    kind,
    what,
  });
  const ofStages = stagesDone.flatMap(({ deployment, number, name, outcome, startedSeconds, endedSeconds }) => {
    const words = `${deployment}: stage ${number} ${name.toLowerCase()}`;
    return [
      entry(startedSeconds, 'stage', `${words} ${wordFor.running}`),
      ...(endedSeconds === undefined ? [] : [entry(endedSeconds, 'stage', `${words} ${wordFor[outcome]}`)]),
    ];
  });
  const executions = run.executions.filter(({ machine }) => !watches.has(machine));
  return [
    ...executions.flatMap((execution) => endsOf(execution, startedAt, entry)),
    ...ofStages,
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

/** Two sentences say what was decided and why; the report has the rest. */
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
