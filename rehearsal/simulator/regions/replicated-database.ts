import type { ReplicaStatus } from '#domain/failover/data-loss.ts';
import type { StandbyDatabase } from '#ports/database/standby-database.ts';
import type { VirtualClock } from '../clock.ts';
import type { PrimaryRegion } from './primary-region.ts';

const promotionSeconds = 20;

/** A copy of the primary's data that lags behind; without a lag there is no database. */
export class ReplicatedDatabase implements StandbyDatabase {
  role: ReplicaStatus['role'];
  readonly #clock: VirtualClock;
  readonly #primary: PrimaryRegion;
  readonly #lagSeconds: number | undefined;

  constructor(clock: VirtualClock, primary: PrimaryRegion, lagSeconds: number | undefined) {
    this.#clock = clock;
    this.#primary = primary;
    this.#lagSeconds = lagSeconds;
    this.role = lagSeconds === undefined ? 'none' : 'replica';
  }

  async status(): Promise<ReplicaStatus> {
    if (this.role !== 'replica' || this.#lagSeconds === undefined) return { role: this.role };
    // A region that is dark writes nothing more, so the last lag that was measured is the one at its end.
    const until = this.#primary.servesUsers ? this.#clock.now() : this.#primary.since;
    const measuredAt = new Date(Math.floor(until / 60_000) * 60_000).toISOString();
    return { role: 'replica', lag: { seconds: this.#lagSeconds, measuredAt } };
  }

  async promote(): Promise<void> {
    if (this.role !== 'replica') return;
    this.role = 'changing';
    this.#clock.after(promotionSeconds, () => (this.role = 'writer'));
  }
}
