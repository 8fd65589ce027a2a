import { expect } from 'vitest';
import { regionDark } from '#rehearsal/scenarios/regions/region-dark.ts';
import { playBetweenRegions } from './two-regions.ts';

playBetweenRegions([regionDark], 4, ({ measured, traffic }) => {
  const { requests, failedRequests, detectionSeconds, unservedSeconds } = measured;
  console.info(
    `found after ${detectionSeconds?.toFixed(1)} s, everybody served again after ${unservedSeconds?.toFixed(1)} s; ` +
      `${failedRequests} of ${requests} requests failed`,
  );
  expect(detectionSeconds).toBeLessThan(30);
  expect(unservedSeconds).toBeLessThan(120);
  expect(failedRequests).toBeGreaterThan(0);
  // Not by luck: the last of them are answered by the standby, and by nobody else.
  expect(Object.keys(traffic.buckets.at(-2)?.byVersion ?? {})).toEqual(['v1 in eu-west-1']);
});
