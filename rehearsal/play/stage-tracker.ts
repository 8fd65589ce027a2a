import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { stages } from '#domain/stages.ts';
import { stageNames, type StageOutcome } from '../record.ts';

export interface StageChange {
  readonly number: number;
  readonly name: string;
  readonly outcome: StageOutcome;
}

/** Where a deployment goes that does not go on. */
const badTurns = new Set(['RollBack', 'DeploymentRefused']);

const badEnds = new Set(['ExecutionFailed', 'ExecutionAborted', 'ExecutionTimedOut']);

/** Turns the history of an execution into the eight stages that people know. Feed it the same events twice: it tells once. */
export class StageTracker {
  #seen = 0;
  #current: number | undefined;

  take(history: readonly HistoryEvent[]): readonly StageChange[] {
    const fresh = history.slice(this.#seen);
    this.#seen = history.length;
    return fresh.flatMap((event) => this.#changesOf(event));
  }

  /** A state is left when its error is caught, too: only what is entered next tells how it ended. */
  #changesOf(event: HistoryEvent): readonly StageChange[] {
    const entered = event.stateEnteredEventDetails?.name;
    if (entered !== undefined)
      return [...this.#end(badTurns.has(entered) ? 'failed' : 'succeeded'), ...this.#begin(entered)];
    return badEnds.has(event.type ?? '') ? this.#end('failed') : [];
  }

  #begin(state: string): readonly StageChange[] {
    const index = stages.findIndex((stage) => stage === state);
    if (index === -1) return [];
    this.#current = index + 1;
    return [change(this.#current, 'running')];
  }

  #end(outcome: StageOutcome): readonly StageChange[] {
    if (this.#current === undefined) return [];
    const ended = change(this.#current, outcome);
    this.#current = undefined;
    return [ended];
  }
}

const change = (number: number, outcome: StageOutcome): StageChange => ({
  number,
  name: stageNames[number - 1] ?? '',
  outcome,
});
