import { Unavailable } from '#domain/errors.ts';
import { probeVote } from '#domain/failover/probe-vote.ts';
import type { Opinion, Vote } from '#domain/failover/vote.ts';
import type { PrimaryFence } from '#ports/primary-fence.ts';
import type { PrimarySignals } from '#ports/primary-signals.ts';
import type { VirtualClock } from '../clock.ts';

export const primaryStates = {
  well: 'answers everybody',
  dark: 'refuses every connection',
  silent: 'answers nothing at all, not even with a refusal',
  erring: 'answers with errors, and its alarms say so',
  unreachable: 'answers its users, but not the standby: the way between the two is broken',
} as const;
export type PrimaryState = keyof typeof primaryStates;

const endpoints = ['/health', '/api/health', '/api/performance/health'];
/** Whoever is answered nothing gives up after this long. */
const patienceSeconds = 2;
/** Route 53's checkers look every ten seconds, from many places. */
const checkerSeconds = 10;

/** The other region, as far as the standby can know it: a few names that answer or do not. */
export class PrimaryRegion {
  state: PrimaryState = 'well';
  since: number;
  readonly #clock: VirtualClock;
  #before: PrimaryState = 'well';

  constructor(clock: VirtualClock) {
    this.#clock = clock;
    this.since = clock.now();
  }

  become(state: PrimaryState): void {
    this.#before = this.state;
    this.state = state;
    this.since = this.#clock.now();
  }

  get servesUsers(): boolean {
    return this.state === 'well' || this.state === 'unreachable';
  }

  readonly signals: PrimarySignals = {
    votes: async () => {
      const isSilent = this.state === 'silent' || this.state === 'unreachable';
      if (isSilent) await this.#clock.sleep(patienceSeconds);
      return [this.#probes(), this.#checkers()];
    },
  };

  readonly fence: PrimaryFence = {
    stopDeployments: async () => {
      if (this.state === 'well' || this.state === 'erring') return;
      if (this.state !== 'dark') await this.#clock.sleep(patienceSeconds);
      throw new Unavailable('The primary region does not answer.');
    },
  };

  #probes(): Vote {
    const good = this.state === 'well';
    const answer = { well: '200', dark: 'refused', silent: 'nothing', erring: '503', unreachable: 'nothing' }[
      this.state
    ];
    return probeVote(
      endpoints.map((endpoint) => ({ endpoint, good, answer })),
      this.#clock.iso(),
    );
  }

  #checkers(): Vote {
    const hasBeenSeen = this.#clock.now() - this.since >= checkerSeconds * 1000;
    const seen = hasBeenSeen ? this.state : this.#before;
    const opinion: Opinion = seen === 'well' || seen === 'unreachable' ? 'healthy' : 'unhealthy';
    return { source: 'the checkers of Route 53', opinion, at: this.#clock.iso(), why: `they say ${opinion}` };
  }
}
