import { expect } from 'vitest';
import { regionDark } from '#rehearsal/scenarios/regions/region-dark.ts';
import { playBetweenRegions, printed } from './two-regions.ts';

playBetweenRegions([regionDark], (record) => {
  const { failedRequests, detectionSeconds, unservedSeconds } = printed(record);
  expect(detectionSeconds).toBeLessThan(30);
  expect(unservedSeconds).toBeLessThan(120);
  expect(failedRequests).toBeGreaterThan(0);
  // Not by luck: the last of them are answered by the standby, and by nobody else.
  expect(Object.keys(record.traffic.buckets.at(-2)?.byVersion ?? {})).toEqual(['v1 in eu-west-1']);
});
