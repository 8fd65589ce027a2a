import type { RegionPlot } from '../../scenarios/regions/plot.ts';

/** The most that a standby may lose without an approval; a story with less loss is the same without a database. */
export const allowedLossSeconds = 30;

export const needsDatabase = ({ given: { lagSeconds = 0 } }: RegionPlot): boolean => lagSeconds > allowedLossSeconds;
