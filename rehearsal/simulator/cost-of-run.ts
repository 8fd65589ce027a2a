import { transitionsIn } from '#domain/ledger/stage-history.ts';
import type { Execution } from './asl/execution.ts';
import { executionEvents } from './execution-events.ts';

export const transitionsOf = (execution: Execution): number => transitionsIn(executionEvents(execution));
