import type { Round } from './round.ts';

/** What the watch remembers from one look to the next. */
export interface Watch {
  /** Rounds in a row in which the region was down. */
  readonly badRounds: number;
  /** The first of them. */
  readonly since?: string;
  readonly lookedAt?: string;
  /** Since when it answers the standby while enough others say that it is down. */
  readonly disputedSince?: string;
  /** The outage, or the dispute, that people have been asked about. */
  readonly askedFor?: string;
  /** When the region came back after it had been down: a region that does so again and again is flapping. */
  readonly recoveries: readonly string[];
  /** Where it has never been, nothing has been lost: an environment is being set up. */
  readonly wasUp?: boolean;
}

export const nothingSeen: Watch = { badRounds: 0, recoveries: [] };

/** Without a look for so long, what was seen before says nothing about now. */
const longestGapSeconds = 90;
const flapsWithinSeconds = 15 * 60;
/** Two minutes of looks every 10 s. */
const mostRounds = 12;

export function nextWatch(before: Watch, round: Round, now: Date): Watch {
  const at = now.toISOString();
  const isBlind = isStale(before, now);
  const { disputedSince, ...known } = before;
  const watch = isBlind ? { ...known, badRounds: 0 } : known;
  const dispute = isBlind ? undefined : disputedSince;
  const recoveries = watch.recoveries.filter((time) => secondsSince(time, now) <= flapsWithinSeconds);
  if (round.kind === 'up') {
    const cameBack = watch.badRounds > 0 && watch.wasUp === true;
    return { badRounds: 0, lookedAt: at, recoveries: cameBack ? [...recoveries, at] : recoveries, wasUp: true };
  }
  if (round.kind === 'disputed') return { ...watch, disputedSince: dispute ?? at, lookedAt: at, recoveries };
  // A round that is unclear neither proves nor disproves what the last ones said.
  if (round.kind === 'unclear')
    return { ...watch, ...(dispute && { disputedSince: dispute }), lookedAt: at, recoveries };
  const since = watch.badRounds > 0 && watch.since !== undefined ? watch.since : at;
  return { ...watch, badRounds: watch.badRounds + 1, since, lookedAt: at, recoveries };
}

/** The more often a region came back lately, the longer it has to be down before anybody moves. */
export const roundsWanted = (usual: number, { recoveries }: Watch): number =>
  Math.max(usual, Math.min(mostRounds, usual * 2 ** recoveries.length));

const isStale = ({ lookedAt }: Watch, now: Date): boolean =>
  lookedAt !== undefined && secondsSince(lookedAt, now) > longestGapSeconds;

const secondsSince = (time: string, now: Date): number => (now.getTime() - Date.parse(time)) / 1000;
