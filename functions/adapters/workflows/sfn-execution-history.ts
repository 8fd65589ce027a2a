import {
  ExecutionDoesNotExist,
  type HistoryEvent,
  paginateGetExecutionHistory,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import type { ExecutionEvent } from '#domain/ledger/stage-history.ts';
import type { ExecutionHistory } from '#ports/workflows/execution-history.ts';

export class SfnExecutionHistory implements ExecutionHistory {
  readonly #client: SFNClient;

  constructor(client: SFNClient) {
    this.#client = client;
  }

  async events(executionArn: string): Promise<readonly ExecutionEvent[]> {
    const found: ExecutionEvent[] = [];
    try {
      for await (const { events = [] } of paginateGetExecutionHistory({ client: this.#client }, { executionArn })) {
        found.push(...events.flatMap(toExecutionEvent));
      }
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) return [];
      throw error;
    }
    return found;
  }
}

/** Nothing of an event that is neither the way of a state, nor a try, nor an end. */
export function toExecutionEvent(event: HistoryEvent): ExecutionEvent[] {
  const { type = '', timestamp, stateEnteredEventDetails } = event;
  const at = timestamp?.toISOString() ?? '';
  const state = stateEnteredEventDetails?.name;
  if (state !== undefined) return [{ at, kind: 'entered', state, isTask: type === 'TaskStateEntered' }];
  if (type === 'TaskScheduled') return [{ at, kind: 'tried' }];
  const execution = nestedIn(event);
  if (execution !== undefined) return [{ at, kind: 'nested', execution }];
  return ends.has(type) ? [{ at, kind: 'ended', well: type === 'ExecutionSucceeded' }] : [];
}

/** The execution that a task started, which it is told when it has been submitted. */
function nestedIn({ taskSubmittedEventDetails: submitted }: HistoryEvent): string | undefined {
  if (submitted?.resourceType !== 'states') return undefined;
  return (JSON.parse(submitted.output ?? '{}') as { ExecutionArn?: string }).ExecutionArn;
}

const ends: ReadonlySet<string> = new Set([
  'ExecutionSucceeded',
  'ExecutionFailed',
  'ExecutionAborted',
  'ExecutionTimedOut',
]);
