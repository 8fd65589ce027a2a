import type { Execution } from '../asl/execution.ts';
import type { BusEvent } from './bus.ts';

/** What the stacks' rules start, and when. */
export const triggers: readonly { readonly machine: string; readonly isFor: (event: BusEvent) => boolean }[] = [
  { machine: 'deployment', isFor: (event) => event['detail-type'] === 'Deployment Requested' },
  { machine: 'guardian', isFor: (event) => event['detail-type'] === statusChange && endedBadly(event.detail) },
  { machine: 'guardian', isFor: (event) => event['detail-type'] === everyMinute },
];

export const statusChange = 'Step Functions Execution Status Change';
export const everyMinute = 'Scheduled Event';

/** The machines whose bad ends the guardian hears of; it does not look after itself. */
const watched = ['deployment', 'traffic-shift', 'rollback'];

export interface StatusDetail {
  readonly machine: string;
  readonly status: Execution['status'];
}

export const endedBadly = (detail: unknown): boolean => {
  const { machine, status } = detail as StatusDetail;
  return watched.includes(machine) && ['FAILED', 'TIMED_OUT', 'ABORTED'].includes(status);
};
