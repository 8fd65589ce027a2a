import type { RegionPlot } from '../../scenarios/regions/plot.ts';

/**
 * How many times faster the cloud's clock runs for a story between two regions. Work takes as many times longer on it,
 * so stories with promises in seconds run slowly, and most slowly where functions wait for two seconds of the machine.
 */
export function clockSpeedFor({ when }: RegionPlot): number {
  const states = when.flatMap((scenarioEvent) => ('primary' in scenarioEvent ? [scenarioEvent.primary] : []));
  if (states.includes('silent')) return 1.5;
  const deploysThere = when.some((scenarioEvent) => 'deploy' in scenarioEvent && scenarioEvent.in === 'primary');
  return states.includes('dark') || deploysThere ? 3 : 10;
}
