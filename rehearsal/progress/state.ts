import type { StageOutcome, WeightReading } from '../record.ts';

export interface Count {
  done: number;
  total: number;
}

export type SlotWeights = Omit<WeightReading, 'elapsedSeconds'>;

export interface VersionTotals {
  requests: number;
  failed: number;
}

/** What can happen while a person watches. */
export type ProgressEvent =
  | { kind: 'cloud'; what: string; count?: Count }
  | { kind: 'stage'; deployment: string; number: number; name: string; state: StageOutcome; note?: string }
  | { kind: 'weights'; weights: SlotWeights }
  | { kind: 'traffic'; totals: Record<string, VersionTotals> }
  | { kind: 'decision'; who: string; what: string; why: string }
  | { kind: 'note'; what: string };

interface Timed {
  startedSeconds: number;
  endedSeconds?: number;
}

export interface Phase extends Timed {
  what: string;
  count?: Count;
}

export interface Stage extends Timed {
  number: number;
  name: string;
  state: StageOutcome;
  note?: string;
}

/** All that the live region shows; decisions and notes are printed above it and stay there. */
export interface ProgressState {
  title: string;
  elapsedSeconds: number;
  cloud: Phase[];
  deployment?: string;
  stages: Stage[];
  weights?: SlotWeights;
  traffic: Record<string, VersionTotals>;
}

export function initialState(title: string): ProgressState {
  return { title, elapsedSeconds: 0, cloud: [], stages: [], traffic: {} };
}

function endLastPhase(cloud: Phase[], at: number): Phase[] {
  return cloud.map((phase) => (phase.endedSeconds === undefined ? { ...phase, endedSeconds: at } : phase));
}

type EventOf<Kind extends ProgressEvent['kind']> = Extract<ProgressEvent, { kind: Kind }>;

function withPhase(state: ProgressState, { what, count }: EventOf<'cloud'>, at: number): ProgressState {
  const last = state.cloud.at(-1);
  const counted = count === undefined ? {} : { count };
  if (last?.what === what && last.endedSeconds === undefined) {
    return { ...state, cloud: [...state.cloud.slice(0, -1), { ...last, ...counted }] };
  }
  return { ...state, cloud: [...endLastPhase(state.cloud, at), { what, startedSeconds: at, ...counted }] };
}

/** A second deployment replaces the first, even of the same version: the first one's result has already been printed. */
function stagesSoFar({ deployment, stages }: ProgressState, event: EventOf<'stage'>): Stage[] {
  const ended = stages.some(({ number, endedSeconds }) => number === event.number && endedSeconds !== undefined);
  return deployment !== event.deployment || (ended && event.state === 'running') ? [] : stages;
}

function withStage(state: ProgressState, event: EventOf<'stage'>, at: number): ProgressState {
  const { deployment, number, name, state: outcome, note } = event;
  const known = stagesSoFar(state, event);
  const before = known.find((stage) => stage.number === number);
  const stage: Stage = { number, name, state: outcome, startedSeconds: before?.startedSeconds ?? at };
  if (outcome !== 'running') stage.endedSeconds = before?.endedSeconds ?? at;
  const said = note ?? before?.note;
  if (said !== undefined) stage.note = said;
  const stages = [...known.filter((other) => other.number !== number), stage].sort((a, b) => a.number - b.number);
  return { ...state, cloud: endLastPhase(state.cloud, at), deployment, stages };
}

export function advance(state: ProgressState, event: ProgressEvent, at: number): ProgressState {
  const now = { ...state, elapsedSeconds: at };
  switch (event.kind) {
    case 'cloud':
      return withPhase(now, event, at);
    case 'stage':
      return withStage(now, event, at);
    case 'weights':
      return { ...now, cloud: endLastPhase(now.cloud, at), weights: event.weights };
    case 'traffic':
      return { ...now, cloud: endLastPhase(now.cloud, at), traffic: event.totals };
    case 'decision':
    case 'note':
      return now;
  }
}
