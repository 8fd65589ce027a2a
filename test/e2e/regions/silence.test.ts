import { expect } from 'vitest';
import { primarySilent } from '#rehearsal/scenarios/regions/primary-silent.ts';
import { playBetweenRegions, printed } from './two-regions.ts';

playBetweenRegions([primarySilent], (record) => {
  const { failedRequests, detectionSeconds, unservedSeconds } = printed(record);
  expect(detectionSeconds).toBeLessThan(30);
  expect(unservedSeconds).toBeLessThan(120);
  expect(failedRequests).toBeGreaterThan(0);
  expect(Object.keys(record.traffic.buckets.at(-2)?.byVersion ?? {})).toEqual(['v1 in eu-west-1']);
});
