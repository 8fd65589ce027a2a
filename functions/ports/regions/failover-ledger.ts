import type { Note, RunEntry, RunRecord } from '#domain/failover/run-record.ts';
import type { RunOutcome } from '#domain/failover/run-outcome.ts';
import type { Hold, Runner, Serving, Standing } from '#domain/failover/standing.ts';
import type { Watch } from '#domain/failover/watch.ts';

export type Begun =
  | { readonly kind: 'begun'; readonly fence: number }
  | { readonly kind: 'busy'; readonly runner: Runner }
  /** This run was begun before and has ended. */
  | { readonly kind: 'over' };

export type RunFacts = Pick<RunRecord, 'word' | 'loss' | 'movedAt'>;

export type AtWork = Pick<Standing, 'running'> & Pick<RunRecord, 'word'>;

export interface RunClosing {
  readonly runId: string;
  /** Only the runner with this number may close. */
  readonly fence: number;
  readonly outcome: RunOutcome & { readonly endedAt: string };
  /** As the switch has it now. */
  readonly serving: Serving;
  /** What this means for the next failover by itself. */
  readonly counts: 'as-a-move' | 'as-a-failure' | 'not-at-all';
}

/** The standby's own memory of failovers: nothing in it needs the primary. */
export interface FailoverLedger {
  standing(): Promise<Standing>;
  watch(): Promise<Watch>;
  keepWatch(watch: Watch): Promise<void>;
  hold(hold: Hold): Promise<void>;
  lift(): Promise<void>;
  /** Opens the run and takes the one lock there is: both or neither. Again for the same execution, it answers the same. */
  begin(entry: RunEntry, expiresAt: string): Promise<Begun>;
  /** Goes on with a run whose execution died. Undefined if it is closed or another run holds the lock. */
  takeOver(runId: string, execution: string, expiresAt: string): Promise<Runner | undefined>;
  run(runId: string): Promise<RunRecord | undefined>;
  /** Who is at work now, and what a person said to this run. */
  atWork(runId: string): Promise<AtWork>;
  /** Keeps what is known so far. */
  keep(runId: string, facts: RunFacts): Promise<void>;
  note(runId: string, note: Note): Promise<void>;
  /** Writes the outcome and lets the lock go: both or neither. False if another execution has taken over. */
  close(closing: RunClosing): Promise<boolean>;
}
