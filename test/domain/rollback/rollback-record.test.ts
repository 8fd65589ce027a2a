import { describe, expect, it } from 'vitest';
import type { DeploymentPlan } from '#domain/deployment/deployment-plan.ts';
import { outcomeOfRollback, stateAfterRollback } from '#domain/rollback/rollback-record.ts';

const failure = { Error: 'RolloutFailed', Cause: 'v2 does not start' };
const returned = { safe: 'green', reason: 'green was live and has 3 healthy targets', page: false } as const;
const found = { blue: 10, green: 90 };
const problem = {
  Error: 'CapacityNotBack',
  Cause: '{"errorType":"CapacityNotBack","errorMessage":"2 of 3 tasks of green are healthy"}',
};

describe('the record of a rollback', () => {
  it('says why it began, what it found, what it moved and what it saw then', () => {
    expect(
      outcomeOfRollback({ failure, returned, found, verified: { healthyTargets: 3, needed: 3 }, hook: {} }),
    ).toEqual({
      outcome: 'rolled-back',
      why: 'RolloutFailed: v2 does not start. The rollback found blue 10 %, green 90 %. All traffic is on green: green was live and has 3 healthy targets. Verified: 3 of 3 tasks are healthy. The rollback hook ran',
    });
  });

  it('says what it could not see', () => {
    const lingering = { Error: 'RolloutUnderWay', Cause: '1 tasks of blue are draining' };
    const { why } = outcomeOfRollback({ failure, returned, found, unverified: problem, lingering });
    expect(why).toContain('Not verified: CapacityNotBack: 2 of 3 tasks of green are healthy');
    expect(why).toContain('The other slot has not stopped: RolloutUnderWay: 1 tasks of blue are draining');
    expect(why).not.toContain('hook');
  });

  it('says that the hook failed, and with which words', () => {
    const hook = {
      failure: { Error: 'States.TaskFailed', Cause: '{"Error":"RollbackHookFailed","Cause":"exit code 1"}' },
    };
    expect(outcomeOfRollback({ failure, returned, hook })).toEqual({
      outcome: 'rolled-back',
      why: 'RolloutFailed: v2 does not start. All traffic is on green: green was live and has 3 healthy targets. The rollback hook failed: RollbackHookFailed: exit code 1',
    });
  });

  it('is held where a person has to look, and refused where nothing had changed', () => {
    expect(outcomeOfRollback({ failure, returned: { ...returned, page: true } }).outcome).toBe('held');
    expect(outcomeOfRollback({ failure })).toEqual({
      outcome: 'refused',
      why: 'RolloutFailed: v2 does not start. Nothing was changed',
    });
  });
});

describe('the ledger after a rollback', () => {
  const plan = { shift: { to: 'green' } } as DeploymentPlan;
  const release = { image: { repository: 'api', digest: 'd', uri: 'u', label: 'v2' }, taskDefinition: 'api:2' };

  it('names the new version where it had to keep the traffic, and only there', () => {
    expect(stateAfterRollback('d-1', 'green', { plan, release })).toEqual({
      live: 'green',
      release,
      deploymentId: 'd-1',
    });
    expect(stateAfterRollback('d-1', 'blue', { plan, release })).toBeUndefined();
  });

  it('stays as it is where it is not known what was meant', () => {
    expect(stateAfterRollback('d-1', undefined, { plan, release })).toBeUndefined();
    expect(stateAfterRollback('d-1', 'green', { release })).toBeUndefined();
    expect(stateAfterRollback('d-1', 'green', { plan })).toBeUndefined();
  });
});
