/**
 * The portions of traffic that can be given to the standby. The prepared DNS records add up only to the shares below.
 */
export const portions = [5, 20, 25, 50] as const;
export type Portion = (typeof portions)[number];

export const shares = [0, 5, 25, 50, 100] as const;
export type Share = (typeof shares)[number];

/** The portions that the standby has at a share, smallest first, so that a return ends with a small step. */
export function portionsAt(share: Share): readonly Portion[] {
  let sum = 0;
  return portions.filter((portion) => {
    sum += portion;
    return sum <= share;
  });
}

/** The shares on the way back from the current one. */
export const returnFrom = (share: number): readonly Share[] => shares.toReversed().filter((next) => next < share);
