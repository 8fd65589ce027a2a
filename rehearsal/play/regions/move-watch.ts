import { servingSlot } from '#domain/slots/weights.ts';
import type { RegionMove } from '../../promises/region-remains.ts';
import type { World } from '../../world.ts';
import type { Recorder } from '../recorder.ts';
import { Repeatedly } from '../repeatedly.ts';
import type { FailoverInAccount } from './failover-in-account.ts';
import type { GlobalDatabase } from './global-database.ts';

const everyMs = 200;

/** Looks at the takeover switch again and again, and at the standby whenever it has changed. */
export class MoveWatch {
  readonly moves: RegionMove[] = [];
  readonly #failover: FailoverInAccount;
  readonly #database: GlobalDatabase | undefined;
  readonly #standby: World;
  readonly #recorder: Recorder;
  readonly #looks = new Repeatedly(everyMs, () => this.#look());
  #share = 0;

  constructor(
    { failover, database }: { readonly failover: FailoverInAccount; readonly database?: GlobalDatabase | undefined },
    standby: World,
    recorder: Recorder,
  ) {
    this.#failover = failover;
    this.#database = database;
    this.#standby = standby;
    this.#recorder = recorder;
  }

  get share(): number {
    return this.#share;
  }

  async start(): Promise<void> {
    this.#share = await this.#failover.share();
    this.#looks.start();
  }

  stop(): Promise<void> {
    return this.#looks.stop();
  }

  async #look(): Promise<void> {
    const share = await this.#failover.share();
    if (share === this.#share) return;
    this.#share = share;
    const elapsedSeconds = this.#recorder.elapsed();
    const [database, { standing }, slots, weights] = await Promise.all([
      this.#database?.role() ?? ('none' as const),
      this.#failover.kept(),
      this.#standby.slots(),
      this.#standby.weights(),
    ]);
    const { healthyTargets } = slots[servingSlot(weights)];
    this.moves.push({ elapsedSeconds, share, healthyTargets, database, runId: standing?.running?.runId });
    this.#recorder.tell(`the switch gives the standby ${share} %`, 'traffic');
  }
}
