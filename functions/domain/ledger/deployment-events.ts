import type { RecordedStage } from './stage-history.ts';
import { numberOf } from '#domain/deployment/stages.ts';

/** Part of the ledger: an item of a service, as far as others hear of it. */
export interface LedgerItem {
  readonly service: string;
  readonly deploymentId?: string;
  readonly entry?: { readonly image: string; readonly requestedBy: string; readonly reason: string };
  readonly outcome?: { readonly outcome: string; readonly reason: string; readonly endedAt: string };
  readonly stages?: readonly RecordedStage[];
  readonly wait?: {
    readonly kind: string;
    readonly token: string;
    readonly about: string;
    readonly slot: string;
    readonly approval?: { readonly digest: string };
  };
  readonly decision?: { readonly at: string; readonly who: string; readonly what: string; readonly why: string };
}

export interface DeploymentEvent {
  readonly type: EventType;
  readonly detail: Readonly<Record<string, string>>;
}

export const eventTypes = [
  'Sluice Deployment Started',
  'Sluice Deployment Stage Completed',
  'Sluice Deployment Succeeded',
  'Sluice Deployment Rejected',
  'Sluice Deployment RolledBack',
  'Sluice Deployment Held',
  'Sluice Canary Judged',
] as const;
export type EventType = (typeof eventTypes)[number];

const endings: Readonly<Record<string, EventType>> = {
  succeeded: 'Sluice Deployment Succeeded',
  refused: 'Sluice Deployment Rejected',
  'rolled-back': 'Sluice Deployment RolledBack',
  held: 'Sluice Deployment Held',
};

/** When the deployment was over; a stage that has ended says nothing of that, nor does a question to a person. */
export const endOf = ({ type, detail }: DeploymentEvent): string | undefined =>
  Object.values(endings).includes(type) ? detail['endedAt'] : undefined;

/** What a change of the ledger tells. What does not stand there has not happened. */
export function eventsOf(before: LedgerItem | undefined, after: LedgerItem | undefined): readonly DeploymentEvent[] {
  if (after?.deploymentId === undefined) return [];
  const { service, deploymentId } = after;
  const of = (type: EventType, more: Readonly<Record<string, string>>): DeploymentEvent => ({
    type,
    detail: { service, deploymentId, ...more },
  });
  return [
    ...beginnings(before, after, of),
    ...stagesCompleted(before, after, of),
    ...ends(before, after, of),
    ...inBetween(before, after, of),
  ];
}

type Of = (type: EventType, more: Readonly<Record<string, string>>) => DeploymentEvent;

/** A request that was turned away at once has not started anything. */
function beginnings(
  before: LedgerItem | undefined,
  { entry, outcome }: LedgerItem,
  of: Of,
): readonly DeploymentEvent[] {
  if (entry === undefined || before?.entry !== undefined || outcome !== undefined) return [];
  const { image, requestedBy, reason } = entry;
  return [of('Sluice Deployment Started', { image, requestedBy, reason })];
}

/** Told within a minute, and so perhaps after the end of it all. */
function stagesCompleted(
  before: LedgerItem | undefined,
  { stages: recorded = [] }: LedgerItem,
  of: Of,
): readonly DeploymentEvent[] {
  const isDone = ({ outcome }: RecordedStage) => outcome === 'succeeded';
  const known = new Set(before?.stages?.filter(isDone).map(({ stage }) => stage));
  return recorded
    .filter((one) => isDone(one) && !known.has(one.stage))
    .map(({ stage, startedAt, endedAt = startedAt }) => {
      const number = String(numberOf(stage));
      return of('Sluice Deployment Stage Completed', { stage, number, startedAt, endedAt });
    });
}

function ends(before: LedgerItem | undefined, { entry, outcome }: LedgerItem, of: Of): readonly DeploymentEvent[] {
  const type = endings[outcome?.outcome ?? ''];
  if (outcome === undefined || type === undefined || before?.outcome !== undefined) return [];
  const { image = '', requestedBy = '' } = entry ?? {};
  return [of(type, { image, requestedBy, why: outcome.reason, endedAt: outcome.endedAt })];
}

/** A person who is asked is told what to answer, and where. */
function inBetween(
  before: LedgerItem | undefined,
  { service, wait, decision }: LedgerItem,
  of: Of,
): readonly DeploymentEvent[] {
  const asked = wait !== undefined && wait.kind !== 'bake' && wait.token !== before?.wait?.token;
  return [
    ...(asked
      ? [of('Sluice Deployment Held', { why: wait.about, slot: wait.slot, answer: answerTo(service, wait) })]
      : []),
    ...(decision === undefined || before?.decision !== undefined ? [] : [of('Sluice Canary Judged', { ...decision })]),
  ];
}

/** What a person has to start the intervention with. */
function answerTo(service: string, { approval }: NonNullable<LedgerItem['wait']>): string {
  const word = approval === undefined ? { say: 'promote' } : { say: 'approve', digest: approval.digest };
  return JSON.stringify({ service, ...word, by: 'your name', reason: 'why' });
}
