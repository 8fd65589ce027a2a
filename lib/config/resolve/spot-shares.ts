/** Spot, what a Savings Plan has paid for already, and on demand. ECS tells the last two apart as little as we do. */
export const thirds = '40/30/30';
export type SpotShares = typeof thirds;

export const spotPercent = (spot: number | SpotShares): number => (spot === thirds ? 40 : spot);
