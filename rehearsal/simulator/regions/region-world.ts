import type { FailoverPolicy } from '#domain/failover/policy.ts';
import type { Share } from '#domain/failover/shares.ts';
import type { Pager } from '#ports/events/pager.ts';
import type { Told } from '../../promises/region-remains.ts';
import type { VirtualClock } from '../clock.ts';
import type { SimulatedWorld } from '../world/world.ts';
import { SimulatedFailoverLedger } from './failover-ledger.ts';
import { SimulatedPrimaryState } from './primary-state.ts';
import { PrimaryRegion, primaryStates, type PrimaryState } from './primary-region.ts';
import { ReplicatedDatabase } from './replicated-database.ts';
import { TakeoverDns } from './takeover-dns.ts';

/** The default of an environment. */
export const usualPolicy: FailoverPolicy = {
  automatic: true,
  quorum: 2,
  badRounds: 2,
  cooldownMinutes: 30,
  allowedLossSeconds: 30,
  maintenance: [],
};

/** What was true of the standby at the moment when traffic was sent there. */
export interface Move {
  readonly elapsedSeconds: number;
  readonly share: number;
  readonly healthyTargets: number;
  readonly database: ReplicatedDatabase['role'];
  readonly runId: string | undefined;
}

/** Both regions, as the standby sees them: its own account is the world, the primary is a few names. */
export class RegionWorld {
  readonly primary: PrimaryRegion;
  readonly dns: TakeoverDns;
  readonly database: ReplicatedDatabase;
  readonly failovers = new SimulatedFailoverLedger();
  readonly primaryState = new SimulatedPrimaryState();
  readonly pages: string[] = [];
  readonly moves: Move[] = [];
  readonly told: Told[] = [];
  /** Seconds for which each share of the clients went to a primary that did not serve them. */
  unservedSeconds = 0;
  readonly #clock: VirtualClock;
  readonly #world: () => SimulatedWorld;
  #countedUntil: number;

  constructor(clock: VirtualClock, world: () => SimulatedWorld, lagSeconds: number | undefined) {
    this.#clock = clock;
    this.#world = world;
    this.#countedUntil = clock.now();
    this.primary = new PrimaryRegion(clock, (state) => this.become(state));
    this.database = new ReplicatedDatabase(clock, this.primary, lagSeconds);
    this.dns = new TakeoverDns(clock, { flipped: (share) => this.#flipped(share), clientsFollow: () => this.count() });
  }

  become(state: PrimaryState): void {
    this.count();
    this.primary.become(state);
    this.#tell('cloud', `the primary ${primaryStates[state]}`);
  }

  get ports() {
    const pager: Pager = {
      page: async (subject) => {
        this.pages.push(subject);
        this.#tell('decision', `people are paged: ${subject}`);
      },
    };
    const { failovers, primaryState, database, primary, dns } = this;
    const { signals, fence } = primary;
    const { takeover, arriving } = dns;
    return { failovers, primaryState, database, signals, fence, takeover, arriving, pager, policy: usualPolicy };
  }

  /** Until now. */
  count(): void {
    const seconds = (this.#clock.now() - this.#countedUntil) / 1000;
    this.#countedUntil = this.#clock.now();
    if (!this.primary.servesUsers) this.unservedSeconds += seconds * (1 - this.dns.believed / 100);
  }

  #flipped(share: Share): void {
    const world = this.#world();
    const { slots, rule } = world.service;
    const serving = rule.weights.blue > rule.weights.green ? 'blue' : 'green';
    this.moves.push({
      elapsedSeconds: world.elapsedSeconds,
      share,
      healthyTargets: slots[serving].healthy.length,
      database: this.database.role,
      runId: this.failovers.atWorkNow,
    });
    this.#tell('traffic', `the switch gives the standby ${share} %`);
  }

  #tell(kind: Told['kind'], what: string): void {
    this.told.push({ elapsedSeconds: this.#world().elapsedSeconds, kind, what });
  }
}
