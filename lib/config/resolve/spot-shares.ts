/**
 * Percentages on Spot, covered by a Savings Plan, and on demand. ECS does not distinguish the last two, and neither
 * does Sluice.
 */
export const thirds = '40/30/30';
export type SpotShares = typeof thirds;

export const spotPercent = (spot: number | SpotShares): number => (spot === thirds ? 40 : spot);
