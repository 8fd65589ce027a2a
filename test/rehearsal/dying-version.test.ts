import { describe, expect, it } from 'vitest';
import { checkPromises } from '#rehearsal/promises/check-promises.ts';
import type { Observation, Remains } from '#rehearsal/promises/observation.ts';

const slot = (version: string, healthyTargets: number) => ({
  version,
  healthyTargets,
  desired: 3,
  running: healthyTargets,
});
const seen = (elapsedSeconds: number, share: number, canary: ReturnType<typeof slot>): Observation => ({
  elapsedSeconds,
  weights: { blue: share, green: 100 - share },
  slots: { blue: canary, green: slot('v1', 3) },
});

/** A canary with a tenth of the traffic that has lost all its tasks, until all users are back on the old version. */
const lost = (version: string, seconds: number): Remains => ({
  observations: [
    seen(0, 0, slot(version, 3)),
    seen(10, 10, slot(version, 3)),
    seen(60, 10, slot(version, 0)),
    seen(60 + seconds, 0, slot(version, 0)),
  ],
  lockOwner: undefined,
  recordedLive: 'green',
  recordedVersion: 'v1',
  entries: [{ deploymentId: 'd1', outcome: 'rolled-back', reason: 'its tasks died', endedAt: '2026-01-05T09:05:00Z' }],
  requests: 100,
  failedRequests: 0,
});

const brokenIn = (remains: Remains) =>
  checkPromises(remains, 0).flatMap(({ id, held, checks }) => (held ? [] : [`${id}: ${checks.join('; ')}`]));

describe('a version whose tasks die by themselves', () => {
  it('is held against itself, where its users are taken away soon', () => {
    expect(brokenIn(lost('v2-exits-after-90s', 20))).toEqual([]);
  });

  it('is held against a deployment that leaves users on it', () => {
    expect(brokenIn(lost('v2-exits-after-90s', 121))).toEqual([
      expect.stringMatching(/^P1: .*NO: users were taken from a dead version within 121\.0 s/),
    ]);
  });

  it('is no excuse for a version that does not', () => {
    expect(brokenIn(lost('v2', 20))).toEqual([expect.stringMatching(/^P1: .*NO: no share was ever put/)]);
  });
});
