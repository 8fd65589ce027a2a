import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { stages } from '#domain/stages.ts';
import { stageNames, type StageOutcome } from '../record.ts';

export interface StageChange {
  readonly number: number;
  readonly name: string;
  readonly outcome: StageOutcome;
  readonly note?: string;
}

/** Turns the history of an execution into the eight stages that people know. Feed it the same events twice: it tells once. */
export class StageTracker {
  #seen = 0;
  #running: number | undefined;

  take(history: readonly HistoryEvent[]): readonly StageChange[] {
    const fresh = history.slice(this.#seen);
    this.#seen = history.length;
    return fresh.flatMap((event) => this.#changesOf(event));
  }

  #changesOf(event: HistoryEvent): readonly StageChange[] {
    const entered = event.stateEnteredEventDetails?.name;
    const left = event.stateExitedEventDetails?.name;
    if (entered !== undefined) return this.#enter(entered);
    if (left !== undefined && numberOf(left) === this.#running) return this.#end('succeeded');
    return [];
  }

  #enter(state: string): readonly StageChange[] {
    const number = numberOf(state);
    // A stage that was left for a state which is none of the eight has failed.
    const failed = this.#running !== undefined && isFailure(state) ? this.#end('failed') : [];
    if (number === undefined) return failed;
    this.#running = number;
    return [...failed, change(number, 'running')];
  }

  #end(outcome: StageOutcome): readonly StageChange[] {
    const number = this.#running;
    this.#running = undefined;
    return number === undefined ? [] : [change(number, outcome)];
  }
}

const failures = ['RollBack', 'WithdrawDeployment', 'DeploymentRefused', 'DeploymentRolledBack', 'RollbackFailed'];

const isFailure = (state: string): boolean => failures.includes(state);

function numberOf(state: string): number | undefined {
  const index = stages.findIndex((stage) => stage === state);
  return index === -1 ? undefined : index + 1;
}

const change = (number: number, outcome: StageOutcome): StageChange => ({
  number,
  name: stageNames[number - 1] ?? '',
  outcome,
});
