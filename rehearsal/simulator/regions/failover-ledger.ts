import type { Hold, Runner, Standing } from '#domain/failover/standing.ts';
import { nothingSeen, type Watch } from '#domain/failover/watch.ts';
import type { AtWork, Begun, FailoverLedger, RunClosing, RunFacts } from '#ports/regions/failover-ledger.ts';
import type { Note, RunEntry, RunRecord } from '#domain/failover/run-record.ts';

/** The standby's own memory of failovers. Each write takes effect at once and as a whole. */
export class SimulatedFailoverLedger implements FailoverLedger {
  readonly #runs = new Map<string, RunRecord>();
  readonly #closedBy = new Map<string, number>();
  #standing: Standing = { serving: 'primary', failures: 0 };
  /** A story begins long after the environment was set up. */
  #watch: Watch = { ...nothingSeen, wasUp: true };
  #fence = 0;

  get atWorkNow(): string | undefined {
    return this.#standing.running?.runId;
  }

  get isHeld(): boolean {
    return this.#standing.hold !== undefined;
  }

  /** In the order in which they began. */
  runs(): readonly RunRecord[] {
    return [...this.#runs.values()];
  }

  async standing(): Promise<Standing> {
    return this.#standing;
  }

  async watch(): Promise<Watch> {
    return this.#watch;
  }

  async keepWatch(watch: Watch): Promise<void> {
    this.#watch = watch;
  }

  async hold(hold: Hold): Promise<void> {
    this.#standing = { ...this.#standing, hold };
  }

  async lift(): Promise<void> {
    const { hold: _, ...standing } = this.#standing;
    this.#standing = { ...standing, failures: 0 };
  }

  async begin(entry: RunEntry, expiresAt: string): Promise<Begun> {
    const { running } = this.#standing;
    if (running?.runId === entry.runId) return { kind: 'begun', fence: running.fence };
    if (running !== undefined) return { kind: 'busy', runner: running };
    if (this.#runs.has(entry.runId)) return { kind: 'over' };
    const { fence } = this.#hand({ runId: entry.runId, execution: entry.execution, expiresAt });
    this.#runs.set(entry.runId, { entry, notes: [] });
    return { kind: 'begun', fence };
  }

  async takeOver(runId: string, execution: string, expiresAt: string): Promise<Runner | undefined> {
    const { running } = this.#standing;
    if (running?.runId !== runId) return undefined;
    return running.execution === execution ? running : this.#hand({ runId, execution, expiresAt });
  }

  async run(runId: string): Promise<RunRecord | undefined> {
    return this.#runs.get(runId);
  }

  async atWork(runId: string): Promise<AtWork> {
    const { running } = this.#standing;
    const word = this.#runs.get(runId)?.word;
    return { ...(running && { running }), ...(word && { word }) };
  }

  async keep(runId: string, facts: RunFacts): Promise<void> {
    this.#change(runId, facts);
  }

  async note(runId: string, note: Note): Promise<void> {
    this.#change(runId, { notes: [...(this.#runs.get(runId)?.notes ?? []), note] });
  }

  async close({ runId, fence, outcome, serving, counts }: RunClosing): Promise<boolean> {
    const { running, ...standing } = this.#standing;
    if (running?.runId !== runId || running.fence !== fence) return this.#closedBy.get(runId) === fence;
    this.#closedBy.set(runId, fence);
    this.#change(runId, { outcome });
    const failures = { 'as-a-move': 0, 'as-a-failure': standing.failures + 1, 'not-at-all': standing.failures }[counts];
    const ended = counts === 'as-a-move' ? { endedAt: outcome.endedAt } : {};
    this.#standing = { ...standing, serving, failures, ...ended };
    return true;
  }

  #hand(next: Omit<Runner, 'fence'>): Runner {
    const running = { ...next, fence: ++this.#fence };
    this.#standing = { ...this.#standing, running };
    return running;
  }

  #change(runId: string, facts: Partial<RunRecord>): void {
    const record = this.#runs.get(runId);
    if (record !== undefined) this.#runs.set(runId, { ...record, ...facts });
  }
}
