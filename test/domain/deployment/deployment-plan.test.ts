import { describe, expect, it } from 'vitest';
import { planDeployment, type Situation } from '#domain/deployment/deployment-plan.ts';
import { target as known } from './target.ts';

const steps = [
  { weight: 10, bakeSeconds: 60 },
  { weight: 100, bakeSeconds: 60 },
];

const target = { ...known, strategy: { name: 'canary', steps } };

/** As many tasks run as are wanted, where nothing else is said. */
const planned = (situation: Omit<Situation, 'wantedTasks'> & Partial<Situation>) =>
  planDeployment(
    { deploymentId: 'd1', fence: 7, target, strategy: { name: 'canary', steps } },
    { wantedTasks: situation.runningTasks, ...situation },
  );

describe('a plan', () => {
  it('moves to the slot without traffic, at the capacity that carries it now', () => {
    const planning = planned({
      weights: { blue: 0, green: 100 },
      recordedLive: 'green',
      runningTasks: { blue: 0, green: 4 },
    });
    expect(planning).toMatchObject({
      kind: 'plan',
      plan: { fence: 7, live: { slot: 'green', tasks: 4 }, capacity: 4, shift: { to: 'blue', steps } },
    });
  });

  it('has room for the tasks that the live slot is about to start', () => {
    const planning = planned({
      weights: { blue: 0, green: 100 },
      recordedLive: 'green',
      runningTasks: { blue: 0, green: 2 },
      wantedTasks: { blue: 0, green: 4 },
    });
    expect(planning).toMatchObject({ plan: { live: { tasks: 2 }, capacity: 4 } });
  });

  it('takes the least that is configured where less runs', () => {
    const planning = planned({
      weights: { blue: 100, green: 0 },
      recordedLive: 'blue',
      runningTasks: { blue: 1, green: 0 },
    });
    expect(planning).toMatchObject({ plan: { capacity: 2 } });
  });

  it('moves everything at once where nothing is live', () => {
    const planning = planned({
      weights: { blue: 100, green: 0 },
      recordedLive: undefined,
      runningTasks: { blue: 0, green: 0 },
    });
    expect(planning).toMatchObject({ plan: { shift: { to: 'green', steps: [{ weight: 100, bakeSeconds: 0 }] } } });
  });

  it('is refused where the ledger says otherwise', () => {
    const runningTasks = { blue: 2, green: 2 };
    const planning = planned({ weights: { blue: 0, green: 100 }, recordedLive: 'blue', runningTasks });
    expect(planning).toMatchObject({ kind: 'mismatch', reason: expect.stringContaining('the ledger says blue') });
  });

  it('is refused where traffic is split though nothing shifts it', () => {
    const runningTasks = { blue: 2, green: 2 };
    const planning = planned({ weights: { blue: 40, green: 60 }, recordedLive: 'blue', runningTasks });
    expect(planning).toMatchObject({ kind: 'mismatch', reason: expect.stringContaining('blue 40 %, green 60 %') });
  });

  it('names where to look for who moved it, what to do, and what would be planned from where the ledger says', () => {
    const runningTasks = { blue: 2, green: 0 };
    const planning = planned({ weights: { blue: 70, green: 30 }, recordedLive: 'blue', runningTasks });
    expect(planning).toMatchObject({
      reason: expect.stringContaining('CloudTrail shows by whom, under elasticloadbalancing:ModifyRule rule'),
      remedy: 'Contact them, return all traffic to blue and deploy again',
      asRecorded: { deploymentId: 'd1', fence: 7, live: { slot: 'blue', tasks: 2 }, shift: { to: 'green' } },
    });
  });

  it('plans nothing from a split where the ledger says nothing', () => {
    const runningTasks = { blue: 0, green: 0 };
    const planning = planned({ weights: { blue: 70, green: 30 }, recordedLive: undefined, runningTasks });
    expect(planning).not.toHaveProperty('asRecorded');
    expect(planning).toMatchObject({ remedy: expect.stringContaining('return all traffic to one slot') });
  });
});
