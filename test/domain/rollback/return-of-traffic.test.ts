import { describe, expect, it } from 'vitest';
import type { DeploymentPlan } from '#domain/deployment/deployment-plan.ts';
import { tasksToCarryAll, weightToReturn } from '#domain/rollback/return-of-traffic.ts';
import { api } from '../../steps/support/account.ts';

/** Blue was live with so many tasks; green is the release. At most 20 may run. */
const plan = (tasks: number): DeploymentPlan => ({
  deploymentId: 'd-1',
  fence: 1,
  target: api,
  live: { slot: 'blue', tasks },
  capacity: Math.max(3, tasks),
  shift: { to: 'green', steps: [{ weight: 100, bakeSeconds: 60 }], judging: {} },
});

describe('the tasks that carry all users', () => {
  it.each([
    ['those that it had, where it has lost some', 6, { blue: 50, green: 50 }, { blue: 2, green: 6 }, 6],
    ['as many as the other slot has grown to', 3, { blue: 0, green: 100 }, { blue: 3, green: 9 }, 9],
    ['never more than the service may run', 3, { blue: 0, green: 100 }, { blue: 3, green: 30 }, 20],
    ['what it has, where it has grown itself', 3, { blue: 90, green: 10 }, { blue: 8, green: 3 }, 8],
    ['what it has, where nothing has to move', 6, { blue: 100, green: 0 }, { blue: 4, green: 6 }, 4],
    ['none, where nothing was live before', 0, { blue: 60, green: 40 }, { blue: 0, green: 3 }, 0],
  ])('are %s', (_, tasksBefore, weights, desired, needed) => {
    expect(tasksToCarryAll(plan(tasksBefore), 'blue', weights, desired)).toBe(needed);
  });

  it('are the release’s own, where it has to keep the traffic', () => {
    expect(tasksToCarryAll(plan(6), 'green', { blue: 50, green: 50 }, { blue: 0, green: 6 })).toBe(6);
    // What blue had before it was replaced says nothing about green.
    expect(tasksToCarryAll(plan(9), 'green', { blue: 50, green: 50 }, { blue: 2, green: 4 })).toBe(4);
    expect(tasksToCarryAll(plan(0), 'green', { blue: 50, green: 50 }, { blue: 5, green: 4 })).toBe(5);
  });
});

describe('the weight that returns', () => {
  const failing = { Error: 'CanaryRejected', Cause: '' };
  const lost = { Error: 'Abandoned', Cause: '' };
  it.each([
    ['all at once from a version that fails', failing, 50, 1, 100],
    ['all at once where the tasks are there', lost, 50, 6, 100],
    ['as much as its tasks can carry, where nothing is wrong', lost, 10, 3, 50],
    ['never less than it has', lost, 50, 1, 50],
    ['all, where more is healthy than it needs', lost, 50, 7, 100],
  ])('is %s', (_, failure, weight, healthyTargets, wanted) => {
    expect(weightToReturn({ failure, weight, needed: 6, healthyTargets })).toBe(wanted);
  });
});
