import type { HistoryEvent as SdkEvent } from '@aws-sdk/client-sfn';
import { toExecutionEvent } from '#adapters/workflows/sfn-execution-history.ts';
import type { ExecutionEvent } from '#domain/ledger/stage-history.ts';
import type { Execution } from './asl/execution.ts';
import type { HistoryEvent } from './asl/history.ts';

/** A simulated history, read as the product reads that of the account. */
export const executionEvents = ({ history }: Execution): readonly ExecutionEvent[] =>
  history.map(asSdkEvent).flatMap(toExecutionEvent);

function asSdkEvent({ id, timestamp, type, details }: HistoryEvent): SdkEvent {
  const event = { id, timestamp: new Date(timestamp), type: type as SdkEvent['type'] };
  return type.endsWith('StateEntered')
    ? { ...event, stateEnteredEventDetails: { name: String(details['name']) } }
    : event;
}
