import type { Round } from './round.ts';

/** What the monitor keeps from one round to the next. */
export interface Watch {
  /** The number of consecutive rounds in which the region was down. */
  readonly badRounds: number;
  /** The first of them. */
  readonly since?: string;
  readonly lookedAt?: string;
  /** Since when the region responds to the standby while enough other sources report it down. */
  readonly disputedSince?: string;
  /** The outage or dispute that a person has already been asked about. */
  readonly askedFor?: string;
  /** Since when a firewall or a rule forbids the probes of the standby. */
  readonly forbiddenSince?: string;
  /** The time of the page about it. */
  readonly forbiddenToldAt?: string;
  /** When the region recovered. A region that recovers repeatedly is flapping. */
  readonly recoveries: readonly string[];
  /** Whether the region was ever up. If not, the environment is still being set up, and there is no outage. */
  readonly wasUp?: boolean;
}

export const nothingSeen: Watch = { badRounds: 0, recoveries: [] };

/** If the last round is older than this, it says nothing about the present. */
const longestGapSeconds = 90;
const flapsWithinSeconds = 15 * 60;
/** Two minutes of rounds every 10 s. */
const mostRounds = 12;

export function nextWatch(before: Watch, round: Round, now: Date): Watch {
  const { forbiddenSince, forbiddenToldAt, ...outages } = before;
  return { ...watchOutages(outages, round, now), ...forbiddenIn(round, { forbiddenSince, forbiddenToldAt }, now) };
}

function watchOutages(before: Watch, round: Round, now: Date): Watch {
  const lookedAt = now.toISOString();
  const { disputedSince, ...known } = isStale(before, now) ? withoutRounds(before) : before;
  const recoveries = known.recoveries.filter((time) => secondsSince(time, now) <= flapsWithinSeconds);
  const watch = { ...known, lookedAt, recoveries };
  switch (round.kind) {
    case 'up':
      return seenUp(watch, lookedAt);
    case 'down':
      return seenDown(watch, lookedAt);
    case 'disputed':
      return { ...watch, disputedSince: disputedSince ?? lookedAt };
    case 'unclear':
      // Neither confirms nor refutes the previous rounds.
      return { ...watch, ...(disputedSince && { disputedSince }) };
  }
}

function seenUp({ badRounds, wasUp, recoveries }: Watch, at: string): Watch {
  const cameBack = badRounds > 0 && wasUp === true;
  return { badRounds: 0, lookedAt: at, recoveries: cameBack ? [...recoveries, at] : recoveries, wasUp: true };
}

type Forbidden = { readonly [Field in 'forbiddenSince' | 'forbiddenToldAt']: Watch[Field] | undefined };

/** Kept apart from outages: a region that is up may forbid the probes, too. */
function forbiddenIn(
  { isForbidden }: Round,
  { forbiddenSince, forbiddenToldAt }: Forbidden,
  now: Date,
): Partial<Watch> {
  if (isForbidden !== true) return {};
  return {
    forbiddenSince: forbiddenSince ?? now.toISOString(),
    ...(forbiddenToldAt !== undefined && { forbiddenToldAt }),
  };
}

/** A single refusal may be the rate limit of a firewall. */
const forbiddenForSeconds = 120;

/** Whether people must be told that the probes are forbidden: after two minutes, and then once a day. */
export const isForbiddenUntold = ({ forbiddenSince, forbiddenToldAt }: Watch, now: Date): boolean =>
  forbiddenSince !== undefined &&
  secondsSince(forbiddenSince, now) >= forbiddenForSeconds &&
  (forbiddenToldAt === undefined || secondsSince(forbiddenToldAt, now) >= 24 * 3600);

const seenDown = (watch: Watch, at: string): Watch => ({
  ...watch,
  badRounds: watch.badRounds + 1,
  since: watch.badRounds > 0 && watch.since !== undefined ? watch.since : at,
});

const withoutRounds = ({ disputedSince, ...watch }: Watch): Watch => ({ ...watch, badRounds: 0 });

/** The more often a region has recovered lately, the longer it must be down before anything happens. */
export const roundsWanted = (usual: number, { recoveries }: Watch): number =>
  Math.max(usual, Math.min(mostRounds, usual * 2 ** recoveries.length));

const isStale = ({ lookedAt }: Watch, now: Date): boolean =>
  lookedAt !== undefined && secondsSince(lookedAt, now) > longestGapSeconds;

const secondsSince = (time: string, now: Date): number => (now.getTime() - Date.parse(time)) / 1000;
