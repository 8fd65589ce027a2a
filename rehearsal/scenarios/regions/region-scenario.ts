import type { Scenario } from '../scenario.ts';
import type { RegionPlot } from './plot.ts';

/** A story between two regions. It counts requests by region, so no request needs an answer from the standby alone. */
export const regionScenario = (of: {
  readonly name: string;
  readonly title: string;
  readonly story: string;
  /** What the standby runs when the story begins. */
  readonly live?: string;
  readonly plot: RegionPlot;
}): Scenario => ({
  name: of.name,
  title: of.title,
  story: of.story,
  given: { requestsPerSecond: 0, ...(of.live !== undefined && { live: of.live }) },
  when: [],
  then: { deployments: [], live: of.live ?? 'nothing', failedRequests: 0 },
  plot: of.plot,
});
