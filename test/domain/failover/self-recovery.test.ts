import { describe, expect, it } from 'vitest';
import { type MirroredDeployment, awaitsSelfRecovery } from '#domain/failover/self-recovery.ts';
import { type Answer, probeOf, probeVote } from '#domain/failover/probe-vote.ts';

const at = '2026-01-04T09:00:00.000Z';
const later = (seconds: number) => new Date(Date.parse(at) + seconds * 1000);
const now = later(0);

describe('a primary that is down while it deploys', () => {
  const plan = { mode: 'automatic', outageSince: at } as const;
  const answering = (...answers: Answer[]) => [probeVote([probeOf('/health', answers)], at)];
  const failing = answering(503);
  const underWay = { deploymentId: 'd1', toldAt: at };

  it('has three minutes to take that back, but not from a person who takes over', () => {
    const mayAt = (seconds: number) => awaitsSelfRecovery(plan, failing, [underWay], later(seconds));
    expect([0, 179, 180].map(mayAt)).toEqual([true, true, false]);
    expect(awaitsSelfRecovery({ ...plan, mode: 'manual' }, failing, [underWay], now)).toBe(false);
  });

  it.each([
    [['nothing', 502], true],
    [['nothing', 'refused'], false],
    [[], false],
  ])('has to answer, if with errors: %j', (answers, may) => {
    expect(awaitsSelfRecovery(plan, answering(...answers), [underWay], now)).toBe(may);
  });

  it('has to have told of a deployment that has not ended, and cannot be three days old', () => {
    const mayWith = (...deployments: MirroredDeployment[]) => awaitsSelfRecovery(plan, failing, deployments, now);
    const over = { ...underWay, endedAt: at };
    expect(mayWith()).toBe(false);
    expect(mayWith(over)).toBe(false);
    expect(mayWith({ deploymentId: 'd1', endedAt: at })).toBe(false);
    expect(mayWith(over, { deploymentId: 'd2', toldAt: at })).toBe(true);
    expect(mayWith({ ...underWay, toldAt: later(-259_201).toISOString() })).toBe(false);
  });
});
