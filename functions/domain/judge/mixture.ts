/**
 * Evidence as a betting fortune. It starts as 1. Each minute a slice of what is not yet staked is bet on "the canary
 * became worse just now", spread over several sizes of "worse" by a prior; every running bet is multiplied by how much
 * better its size explains the minute than "not worse" does. If the canary is not worse, no bet wins on average, so the
 * fortune reaches 100 with a probability of at most 1 %, however often one looks. Restarting bets are what finds
 * leaks, late failures and failures that need load.
 */
export interface Mixture {
  /** The running bets, one per size of the regression. */
  readonly bets: readonly number[];
  readonly staked: number;
}

/** Far above every threshold, far below overflow. */
const LARGEST_BET = 1e250;

export const unstaked = (prior: readonly number[]): Mixture => ({ bets: prior.map(() => 0), staked: 0 });

export const evidenceOf = ({ bets, staked }: Mixture): number => bets.reduce((sum, bet) => sum + bet, 0) + (1 - staked);

/**
 * @param logRatios how much better each size explains this minute than "not worse"
 * @param cap the most that one minute may prove; capping from above only loses evidence, so it is always allowed
 */
export function foldMinute(
  { bets, staked }: Mixture,
  prior: readonly number[],
  logRatios: readonly number[],
  cap: number,
  stake: number,
): Mixture {
  const affordable = Math.max(0, Math.min(stake, 1 - staked));
  return {
    bets: bets.map((bet, j) => {
      const ratio = Math.exp(Math.min(logRatios[j] ?? 0, cap));
      return Math.min(LARGEST_BET, ratio * (bet + affordable * (prior[j] ?? 0)));
    }),
    staked: staked + affordable,
  };
}
