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
  const lookedAt = now.toISOString();
  const { disputedSince, ...known } = isStale(before, now) ? blinded(before) : before;
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
      // It neither proves nor disproves what the last ones said.
      return { ...watch, ...(disputedSince && { disputedSince }) };
  }
}

function seenUp({ badRounds, wasUp, recoveries }: Watch, at: string): Watch {
  const cameBack = badRounds > 0 && wasUp === true;
  return { badRounds: 0, lookedAt: at, recoveries: cameBack ? [...recoveries, at] : recoveries, wasUp: true };
}

const seenDown = (watch: Watch, at: string): Watch => ({
  ...watch,
  badRounds: watch.badRounds + 1,
  since: watch.badRounds > 0 && watch.since !== undefined ? watch.since : at,
});

const blinded = ({ disputedSince, ...watch }: Watch): Watch => ({ ...watch, badRounds: 0 });

/** The more often a region came back lately, the longer it has to be down before anybody moves. */
export const roundsWanted = (usual: number, { recoveries }: Watch): number =>
  Math.max(usual, Math.min(mostRounds, usual * 2 ** recoveries.length));

const isStale = ({ lookedAt }: Watch, now: Date): boolean =>
  lookedAt !== undefined && secondsSince(lookedAt, now) > longestGapSeconds;

const secondsSince = (time: string, now: Date): number => (now.getTime() - Date.parse(time)) / 1000;
