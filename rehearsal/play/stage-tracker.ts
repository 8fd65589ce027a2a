import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { toExecutionEvent } from '#adapters/workflows/sfn-execution-history.ts';
import { stagesIn } from '#domain/ledger/stage-history.ts';
import { numberOf } from '#domain/deployment/stages.ts';
import { stageNames, type StageOutcome } from '../record.ts';

export interface StageChange {
  readonly number: number;
  readonly name: string;
  readonly outcome: StageOutcome;
}

/** Turns the history of an execution, as it grows, into changes of the eight stages. It reports each change once. */
export class StageTracker {
  #begun = 0;
  #ended = 0;

  take(history: readonly HistoryEvent[]): readonly StageChange[] {
    return stagesIn(history.flatMap(toExecutionEvent)).flatMap(({ stage, outcome }, index) => {
      const changes: StageOutcome[] = [];
      if (index >= this.#begun) {
        this.#begun = index + 1;
        changes.push('running');
      }
      if (index >= this.#ended && outcome !== 'running') {
        this.#ended = index + 1;
        changes.push(outcome);
      }
      const number = numberOf(stage);
      return changes.map((change) => ({ number, name: stageNames[number - 1] ?? '', outcome: change }));
    });
  }
}
