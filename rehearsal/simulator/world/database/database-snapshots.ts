import type { DatabaseSnapshots, Snapshot } from '#ports/database/database-snapshots.ts';
import type { VirtualClock } from '../../clock.ts';

const snapshotSeconds = 120;

/** Every cluster exists but one. */
export class SimulatedSnapshots implements DatabaseSnapshots {
  /** By name: when each was begun. */
  readonly begunAt = new Map<string, number>();
  readonly #clock: VirtualClock;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  async take(cluster: string, name: string): Promise<Snapshot> {
    if (cluster === 'missing') return { kind: 'impossible', reason: `DBCluster ${cluster} not found.` };
    const now = this.#clock.now();
    const begunAt = this.begunAt.get(name) ?? now;
    this.begunAt.set(name, begunAt);
    return { kind: now < begunAt + snapshotSeconds * 1000 ? 'under-way' : 'complete' };
  }
}
