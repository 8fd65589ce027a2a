import { describe, expect, it } from 'vitest';
import { type RollbackSituation, chooseSafeSlot, servesUnhealthySlot } from '#domain/rollback/safe-slot.ts';

/** Blue was live with three tasks, green is the release, and half the traffic is on it. */
const after = (healthy: { blue: number; green: number }, more: Partial<RollbackSituation> = {}): RollbackSituation => ({
  liveBefore: 'blue',
  tasksBefore: 3,
  weights: { blue: 50, green: 50 },
  health: { blue: { healthyTargets: healthy.blue }, green: { healthyTargets: healthy.green } },
  ...more,
});

describe('the safe slot', () => {
  it('is the one that was live, while it is healthy', () => {
    expect(chooseSafeSlot(after({ blue: 3, green: 3 }))).toMatchObject({ slot: 'blue', page: false });
    expect(chooseSafeSlot(after({ blue: 1, green: 0 }))).toMatchObject({ slot: 'blue', page: false });
  });

  it('is the new one where the old one is down, and a person has to look', () => {
    expect(chooseSafeSlot(after({ blue: 0, green: 3 }))).toMatchObject({ slot: 'green', page: true });
  });

  it('is the one with the traffic where no slot is healthy, and a person has to look', () => {
    expect(chooseSafeSlot(after({ blue: 0, green: 0 }))).toMatchObject({ slot: 'blue', page: true });
  });

  it('is the empty slot when a first deployment fails on its way: no user loses anything', () => {
    const first = after({ blue: 0, green: 1 }, { tasksBefore: 0, weights: { blue: 100, green: 0 } });
    expect(chooseSafeSlot(first)).toMatchObject({ slot: 'blue', page: false });
  });

  it('is the new one when a first deployment fails after it took the traffic', () => {
    const first = after({ blue: 0, green: 3 }, { tasksBefore: 0, weights: { blue: 0, green: 100 } });
    expect(chooseSafeSlot(first)).toMatchObject({ slot: 'green', page: true });
  });

  it.each([
    [{ blue: 2, green: 0 }, {}, 'blue was live and has 2 healthy targets'],
    [{ blue: 0, green: 2 }, {}, 'blue has no healthy target and green has 2, so the traffic stays there'],
    [{ blue: 0, green: 0 }, {}, 'no slot has a healthy target, so the traffic goes where it was before'],
    [{ blue: 0, green: 2 }, { tasksBefore: 0 }, 'nothing was live before, so no user is affected'],
  ])('says why: healthy targets %j, and %j', (healthy, more, reason) => {
    expect(chooseSafeSlot(after(healthy, more)).reason).toBe(reason);
  });
});

describe('users', () => {
  const health = (blue: number, green: number) => ({
    blue: { healthyTargets: blue },
    green: { healthyTargets: green },
  });

  it('reach an unhealthy slot where some or all of the traffic goes to a slot without healthy targets and the live slot is healthy', () => {
    expect(servesUnhealthySlot({ blue: 70, green: 30 }, 'blue', health(2, 0))).toBe(true);
    expect(servesUnhealthySlot({ blue: 0, green: 100 }, 'blue', health(2, 0))).toBe(true);
  });

  it('are not on an unhealthy slot while the slot that has them answers, or none does', () => {
    expect(servesUnhealthySlot({ blue: 70, green: 30 }, 'blue', health(2, 1))).toBe(false);
    expect(servesUnhealthySlot({ blue: 100, green: 0 }, 'blue', health(2, 0))).toBe(false);
    expect(servesUnhealthySlot({ blue: 70, green: 30 }, 'blue', health(0, 0))).toBe(false);
  });
});
