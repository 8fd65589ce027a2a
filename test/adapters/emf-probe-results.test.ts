import { expect, it } from 'vitest';
import { EmfProbeResults } from '#adapters/metrics/emf-probe-results.ts';

it('writes a line for each score that CloudWatch reads a metric from, with the dimensions that the alarms watch', () => {
  const lines: string[] = [];
  const checks = [{ check: 'application' as const, score: 1 }];
  new EmfProbeResults(
    (line) => lines.push(line),
    () => 7,
  ).tell({ environment: 'test', service: 'api', slot: 'blue', score: 0.5, checks });
  const slot = { environment: 'test', service: 'api', slot: 'blue' };
  const metric = (Name: string, ...more: string[]) => ({
    Timestamp: 7,
    CloudWatchMetrics: [
      { Namespace: 'Sluice', Dimensions: [[...Object.keys(slot), ...more]], Metrics: [{ Name, Unit: 'None' }] },
    ],
  });
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    { _aws: metric('HealthScore'), ...slot, HealthScore: 0.5 },
    { _aws: metric('CheckScore', 'check'), ...slot, check: 'application', CheckScore: 1 },
  ]);
});
