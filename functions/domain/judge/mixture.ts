/**
 * Evidence as the capital of a gambler. It starts at 1. Each minute, a part of the capital that is not staked yet is
 * bet on "the canary became worse just now", spread over several sizes of "worse" by a prior. Each running bet is
 * multiplied by how much better its size explains the minute than "not worse" does. If the canary is not worse, no bet
 * wins on average, so the capital reaches 100 with a probability of at most 1 %, however often one looks. Placing new
 * bets over time is what detects leaks, late failures and failures under load.
 */
export interface Mixture {
  /** The running bets, one for each size of the regression. */
  readonly bets: readonly number[];
  readonly staked: number;
}

/** Far above every threshold, far below overflow. */
const LARGEST_BET = 1e250;

export const unstaked = (prior: readonly number[]): Mixture => ({ bets: prior.map(() => 0), staked: 0 });

export function evidenceOf({ bets, staked }: Mixture): number {
  let sum = 0;
  for (const bet of bets) sum += bet;
  return sum + (1 - staked);
}

/**
 * @param logRatios how much better each size explains this minute than "not worse"
 * @param cap the most that one minute may prove; capping only loses evidence, so it is always allowed
 */
export function foldMinute(
  { bets, staked }: Mixture,
  prior: readonly number[],
  logRatios: readonly number[],
  cap: number,
  stake: number,
): Mixture {
  const affordable = Math.max(0, Math.min(stake, 1 - staked));
  const won = bets.map((bet, j) => {
    const logRatio = logRatios[j] as number;
    const placed = bet + affordable * (prior[j] as number);
    return logRatio === 0 ? placed : Math.min(LARGEST_BET, Math.exp(Math.min(logRatio, cap)) * placed);
  });
  return { bets: won, staked: staked + affordable };
}
