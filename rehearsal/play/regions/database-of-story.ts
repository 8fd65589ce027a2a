import type { RegionPlot } from '../../scenarios/regions/plot.ts';

/** As much as a standby may lose without asking; a story in which less is lost is the same without a database. */
export const allowedLossSeconds = 30;

export const needsDatabase = ({ given: { lagSeconds = 0 } }: RegionPlot): boolean => lagSeconds > allowedLossSeconds;
