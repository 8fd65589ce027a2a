import type { Share } from '#domain/failover/shares.ts';
import type { ArrivingTraffic } from '#ports/regions/arriving-traffic.ts';
import type { TakeoverSwitch } from '#ports/regions/takeover-switch.ts';
import type { VirtualClock } from '../clock.ts';

/** Two checks of ten seconds at most, until the name server follows the switch. */
const noticedAfterSeconds = 15;
/** Clients keep a DNS answer for this long. */
const dnsCacheSeconds = 60;

/** The switch, the region that names lead to because of it, and the answers that clients still cache. */
export class TakeoverDns {
  readonly takeover: TakeoverSwitch;
  readonly arriving: ArrivingTraffic;
  #share = 0;
  #answered = 0;
  #believed = 0;

  constructor(clock: VirtualClock, hears: { flipped(share: Share): void; clientsFollow(): void }) {
    this.takeover = {
      standbyShare: async () => this.#share,
      giveStandby: async (share) => {
        if (share === this.#share) return;
        this.#share = share;
        hears.flipped(share);
        clock.after(noticedAfterSeconds, () => (this.#answered = share));
        clock.after(noticedAfterSeconds + dnsCacheSeconds, () => {
          hears.clientsFollow();
          this.#believed = share;
        });
      },
    };
    this.arriving = { seen: async () => ({ nameLeadsHere: this.#answered > 50 }) };
  }

  /** The percentage that the switch gives the standby. */
  get share(): number {
    return this.#share;
  }

  /** The percentage of clients who go there. */
  get believed(): number {
    return this.#believed;
  }
}
