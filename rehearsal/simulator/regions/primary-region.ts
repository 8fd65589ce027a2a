import { Unavailable } from '#domain/errors.ts';
import { type DeploymentEvent, eventsOf, type LedgerItem } from '#domain/ledger/deployment-events.ts';
import { type Answer, probeOf, probeVote } from '#domain/failover/probe-vote.ts';
import type { Opinion, Vote } from '#domain/failover/vote.ts';
import type { PrimaryFence } from '#ports/regions/primary-fence.ts';
import type { PrimarySignals } from '#ports/regions/primary-signals.ts';
import type { VirtualClock } from '../clock.ts';
import { behaviorOf } from '../../sample-service/behavior.ts';

export const primaryStates = {
  well: 'answers every user',
  dark: 'refuses every connection',
  silent: 'answers nothing at all, not even with a refusal',
  erring: 'answers with errors, and its alarms say so',
  unreachable: 'answers its users, but not the standby: the way between the two is broken',
  'cut-off': 'answers the standby, but not its users: the ways to them are broken',
  'probe-forbidden': 'answers its users, and its firewall refuses the probes of the standby',
  'zone-sick': 'loses what runs in one of its zones, and the others carry on',
} as const;
export type PrimaryState = keyof typeof primaryStates;

const endpoints = ['/health', '/api/health', '/api/performance/health'];
/** One for each zone: the answer that a probe gets there. */
const answers: Readonly<Record<PrimaryState, readonly Answer[]>> = {
  well: [200, 200],
  dark: ['refused', 'refused'],
  silent: ['nothing', 'nothing'],
  erring: [503, 503],
  unreachable: ['nothing', 'nothing'],
  'cut-off': [200, 200],
  'probe-forbidden': [403, 403],
  'zone-sick': [200, 'nothing'],
};
const serving: readonly PrimaryState[] = ['well', 'unreachable', 'probe-forbidden', 'zone-sick'];

/** A client that receives no answer gives up after this long. */
const timeoutSeconds = 2;
/** Route 53's checkers look every ten seconds, from many places. */
const checkerSeconds = 10;
/** From the request until users have the new version. */
const deploysWithinSeconds = 60;
/** The latest time at which a bad version is found and rolled back. */
const takenBackWithinSeconds = 120;
/** Traffic is back before the deployment has ended: its tasks are stopped, and its outcome is recorded. */
const writtenUpSeconds = 10;

/** On the bus of the standby, a moment later. */
export type Tell = (event: DeploymentEvent) => void;

/** The other region, as far as the standby can observe it: a few names that answer or do not. */
export class PrimaryRegion {
  state: PrimaryState = 'well';
  /** Nothing is deployed there. */
  isFenced = false;
  since: number;
  readonly #clock: VirtualClock;
  readonly #become: (state: PrimaryState) => void;
  /** What it was and since when, the newest last. */
  readonly #past: { state: PrimaryState; since: number }[] = [];

  /** `become` also receives the states that the region enters by itself. */
  constructor(clock: VirtualClock, become: (state: PrimaryState) => void) {
    this.#clock = clock;
    this.#become = become;
    this.since = clock.now();
    this.#past.push({ state: this.state, since: this.since });
  }

  become(state: PrimaryState): void {
    this.state = state;
    this.since = this.#clock.now();
    this.#past.push({ state, since: this.since });
  }

  /** Deploys until users have the version. A bad version gets all users, and its deployment rolls back by itself. */
  async deploy(image: string, tell: Tell): Promise<void> {
    const isBad = behaviorOf(image).behavior.breaksAbove !== undefined;
    const startedAt = this.#clock.iso();
    let written: LedgerItem | undefined;
    const write = (changes: Partial<LedgerItem>) => {
      const before = written;
      written = { service: 'api', deploymentId: `${startedAt}-${image}`, ...written, ...changes };
      for (const event of eventsOf(before, written)) tell(event);
    };
    write({ entry: { image, requestedBy: 'rehearsal', reason: 'a release in the primary' } });
    await this.#clock.sleep(deploysWithinSeconds / 2);
    write({
      stages: [{ stage: 'ValidateConfiguration', outcome: 'succeeded', startedAt, endedAt: this.#clock.iso() }],
    });
    await this.#clock.sleep(deploysWithinSeconds / 2);
    if (isBad) this.#become('erring');
    this.#clock.after(takenBackWithinSeconds, () => isBad && this.#become('well'));
    this.#clock.after(takenBackWithinSeconds + writtenUpSeconds, () => {
      const outcome = isBad ? 'rolled-back' : 'succeeded';
      write({ outcome: { outcome, reason: 'its alarm went into ALARM', endedAt: this.#clock.iso() } });
    });
  }

  get servesUsers(): boolean {
    return serving.includes(this.state);
  }

  readonly signals: PrimarySignals = {
    votes: async () => {
      if (answers[this.state].includes('nothing')) await this.#clock.sleep(timeoutSeconds);
      return [this.#probes(), this.#checkers()];
    },
  };

  readonly fence: PrimaryFence = {
    stopDeployments: async () => {
      await this.#answer();
      this.isFenced = true;
    },
    allowDeployments: async () => {
      await this.#answer();
      this.isFenced = false;
    },
  };

  /** Of its API. */
  async #answer(): Promise<void> {
    if (this.state !== 'dark' && !answers[this.state].every((answer) => answer === 'nothing')) return;
    if (this.state !== 'dark') await this.#clock.sleep(timeoutSeconds);
    throw new Unavailable('The primary region does not answer.');
  }

  #probes(): Vote {
    return probeVote(
      endpoints.map((endpoint) => probeOf(endpoint, answers[this.state])),
      this.#clock.iso(),
    );
  }

  #checkers(): Vote {
    const lastLook = Math.floor(this.#clock.now() / 1000 / checkerSeconds) * checkerSeconds * 1000;
    const seen = this.#past.findLast(({ since }) => since <= lastLook)?.state ?? 'well';
    const opinion: Opinion = serving.includes(seen) ? 'healthy' : 'unhealthy';
    return { source: 'the checkers of Route 53', opinion, at: this.#clock.iso(), why: `they say ${opinion}` };
  }
}
