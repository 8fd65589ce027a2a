import { stages, type Stage } from '#domain/deployment/stages.ts';

/** What happened in an execution, as far as stages and their price follow from it. */
export type ExecutionEvent = { readonly at: string } & (
  | { readonly kind: 'entered'; readonly state: string; readonly isTask: boolean }
  /** A task is tried, for the first time or again. */
  | { readonly kind: 'tried' }
  /** Another execution was started and waited for. */
  | { readonly kind: 'nested'; readonly execution: string }
  | { readonly kind: 'ended'; readonly well: boolean }
);

/** How far a stage came. */
export interface RecordedStage {
  readonly stage: Stage;
  readonly startedAt: string;
  readonly outcome: 'running' | 'succeeded' | 'failed';
  readonly endedAt?: string;
}

/** Where a deployment goes that does not go on. */
const badTurns = new Set(['RollBack', 'DeploymentRefused']);

/** A stage lasts until the next one begins: what is built, migrated or tested in between belongs to it. */
export function stagesIn(events: readonly ExecutionEvent[]): readonly RecordedStage[] {
  const recorded: RecordedStage[] = [];
  const end = (outcome: 'succeeded' | 'failed', endedAt: string) => {
    const last = recorded.at(-1);
    if (last?.outcome === 'running') recorded[recorded.length - 1] = { ...last, outcome, endedAt };
  };
  for (const event of events) {
    if (event.kind === 'ended') end(event.well ? 'succeeded' : 'failed', event.at);
    if (event.kind !== 'entered') continue;
    const stage = stages.find((name) => name === event.state);
    if (badTurns.has(event.state)) end('failed', event.at);
    // A build comes back to its stage, to look for what it pushed.
    if (stage === undefined || stage === recorded.at(-1)?.stage) continue;
    end('succeeded', event.at);
    recorded.push({ stage, startedAt: event.at, outcome: 'running' });
  }
  return recorded;
}

/** A stage that has begun changes by its end alone. */
export const sameStages = (a: readonly RecordedStage[], b: readonly RecordedStage[]): boolean =>
  a.length === b.length &&
  a.every(({ stage, outcome, endedAt }, i) => {
    const other = b[i];
    return other?.stage === stage && other.outcome === outcome && other.endedAt === endedAt;
  });

/** A Standard workflow is charged for each state that it enters, and for each retry as if it entered again. */
export function transitionsIn(events: readonly ExecutionEvent[]): number {
  const entered = events.filter((event) => event.kind === 'entered');
  const tries = events.filter(({ kind }) => kind === 'tried').length;
  return entered.length + Math.max(0, tries - entered.filter(({ isTask }) => isTask).length);
}

/** Of Standard workflows in us-east-1. */
export const usdPerTransition = 0.000025;
