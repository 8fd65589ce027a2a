import type { Loss } from './data-loss.ts';
import type { FailoverPlan } from './request.ts';
import type { RunOutcome } from './run-outcome.ts';

export interface RunEntry extends Omit<FailoverPlan, 'fence'> {
  readonly execution: string;
}

/** What a named person said while a run was waiting or at work. */
export interface PersonsWord {
  readonly kind: 'accept-loss' | 'cancel';
  readonly by: string;
  readonly reason: string;
  readonly at: string;
  readonly acceptLossSeconds?: number;
}

export interface Note {
  readonly at: string;
  readonly what: string;
  readonly why: string;
}

/** Everything that an outsider needs to understand one run. */
export interface RunRecord {
  readonly entry: RunEntry;
  readonly notes: readonly Note[];
  readonly word?: PersonsWord;
  readonly loss?: Loss;
  readonly movedAt?: string;
  readonly outcome?: RunOutcome & { readonly endedAt: string };
}
