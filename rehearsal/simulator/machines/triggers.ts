import { eventTypes } from '#domain/ledger/deployment-events.ts';
import type { Execution } from '../asl/execution.ts';
import type { BusEvent } from './bus.ts';

export const statusChange = 'Step Functions Execution Status Change';
/** What a schedule's event is called. */
export const everyMinute = 'Scheduled Event';

export interface Trigger {
  /** The rule's name in the stacks, after the environment's. */
  readonly rule: string;
  readonly detailType: string | readonly string[];
  /** Exactly one of them: a machine by its name, or a function by its state's name. */
  readonly starts: { readonly machine: string } | { readonly watcher: string };
  /** What else the rule's pattern asks for. */
  readonly isFor?: (detail: unknown) => boolean;
}

/** What the stacks' rules start, and when. A test holds this list to the template. */
export const triggers: readonly Trigger[] = [
  { rule: 'deployment-requested', detailType: 'Deployment Requested', starts: { machine: 'deployment' } },
  {
    rule: 'ended',
    detailType: statusChange,
    starts: { machine: 'guardian' },
    isFor: (detail) => isEnd(detail as StatusDetail),
  },
  { rule: 'guardian-every-minute', detailType: everyMinute, starts: { machine: 'guardian' } },
  { rule: 'look-at-bakes', detailType: everyMinute, starts: { watcher: 'LookAtBakes' } },
  {
    rule: 'alarm-rang',
    detailType: 'CloudWatch Alarm State Change',
    starts: { watcher: 'InterruptBake' },
    isFor: (detail) => (detail as { state: { value: string } }).state.value === 'ALARM',
  },
  {
    rule: 'task-stopped',
    detailType: 'ECS Task State Change',
    starts: { watcher: 'InterruptBake' },
    isFor: (detail) => (detail as { lastStatus: string }).lastStatus === 'STOPPED',
  },
  { rule: 'primary-deploys', detailType: eventTypes, starts: { watcher: 'MirrorDeployment' } },
];

export const triggeredBy = (event: BusEvent): readonly Trigger[] =>
  triggers.filter(
    ({ detailType, isFor = () => true }) => [detailType].flat().includes(event['detail-type']) && isFor(event.detail),
  );

/** The machines whose ends the guardian hears of; it does not look after itself. */
const watched = ['deployment', 'traffic-shift', 'rollback'];

export interface StatusDetail {
  readonly machine: string;
  readonly status: Execution['status'];
}

export const isEnd = ({ machine, status }: StatusDetail): boolean => watched.includes(machine) && status !== 'RUNNING';
