import { regionStates } from '../../cloud/regions.ts';
import type { RegionPlot } from '../../scenarios/regions/plot.ts';
import type { Scenario } from '../../scenarios/scenario.ts';

/** As much as a standby may lose without asking; a story in which less is lost is the same without a database. */
export const allowedLossSeconds = 30;
const playable: ReadonlySet<string> = new Set(regionStates);

export const needsDatabase = ({ given: { lagSeconds = 0 } }: RegionPlot): boolean => lagSeconds > allowedLossSeconds;

/** Why a story between two regions can only be played in the simulator; nothing where the local cloud can. */
export function whyNotOnCloud({ plot }: Scenario): string | undefined {
  for (const happening of plot?.when ?? []) {
    if ('primary' in happening && !playable.has(happening.primary)) return `no region here can be ${happening.primary}`;
  }
  return undefined;
}
