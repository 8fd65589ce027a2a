import { expect } from 'vitest';
import { badReleaseInPrimary } from '#rehearsal/scenarios/regions/bad-release-in-primary.ts';
import { lagAboveLimit } from '#rehearsal/scenarios/regions/lag-above-limit.ts';
import { regionDark } from '#rehearsal/scenarios/regions/region-dark.ts';
import { playBetweenRegions, printed } from './two-regions.ts';

playBetweenRegions([badReleaseInPrimary, regionDark, lagAboveLimit], (record) => {
  const { failedRequests, detectionSeconds, unservedSeconds } = printed(record);
  expect(failedRequests).toBeGreaterThan(0);
  const lastAnswers = Object.keys(record.traffic.buckets.at(-2)?.byVersion ?? {});
  if (record.scenario === badReleaseInPrimary.name) {
    expect(lastAnswers).toEqual(['v1 in us-east-1']);
    return;
  }
  expect(detectionSeconds).toBeLessThan(30);
  // The other one waits for a person.
  if (record.scenario === regionDark.name) expect(unservedSeconds).toBeLessThan(120);
  // Not by luck: only the standby sends the last answers.
  expect(lastAnswers).toEqual(['v1 in eu-west-1']);
});
