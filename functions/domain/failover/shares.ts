/** The percentages of the traffic that the standby can be given: the prepared records add up to these and no others. */
export const portions = [5, 20, 25, 50] as const;
export type Portion = (typeof portions)[number];

export const shares = [0, 5, 25, 50, 100] as const;
export type Share = (typeof shares)[number];

/** Which portions the standby has at a share: the smallest come first, so that a return ends with a small step. */
export function portionsAt(share: Share): readonly Portion[] {
  let sum = 0;
  return portions.filter((portion) => {
    sum += portion;
    return sum <= share;
  });
}

/** The way back, from where it stands. */
export const returnFrom = (share: number): readonly Share[] => shares.toReversed().filter((next) => next < share);
