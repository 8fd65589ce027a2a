import { describe, expect, it } from 'vitest';
import { step } from '#steps/hook/end-hook.step.ts';
import { Account, api } from '../support/account.ts';

const hook = { command: ['smoke-test'], timeoutSeconds: 300 };

/** A task of the version that has had ten minutes. */
async function afterTask(tag: string) {
  const account = await Account.serving();
  const { taskDefinition } = await account.release(tag);
  const task = account.world.oneOffTasks.run({
    taskDefinition,
    container: api.container,
    command: hook.command,
    startedBy: 'd-1-smoke-test',
  });
  await account.pass(600);
  const call = (failure: { Error: string; Cause: string }) =>
    step.call({ target: api, hook, startedBy: 'd-1-smoke-test', failure }, account.ports);
  return { account, task, call };
}

describe('ending a hook that failed', () => {
  it('reports the exit code and the end of the log', async () => {
    const { task, call } = await afterTask('v2-job-fails');
    const failure = { Error: 'States.TaskFailed', Cause: JSON.stringify({ TaskArn: task.arn }) };
    const why =
      'Essential container in task exited (exit code 1). Its log ends: "job: smoke-test" "fatal: job failed: smoke-test"';
    expect(await call(failure)).toEqual({ why });
    expect(await call(failure)).toEqual({ why });
  });

  it('stops what still runs when its time is over', async () => {
    const { account, task, call } = await afterTask('v2-job-hangs');
    const left = await call({ Error: 'States.Timeout', Cause: '' });
    expect(left.why).toBe('it did not finish within 300 s. Its log ends: "job: smoke-test"');
    expect(task.failureDetails).toMatchObject({ exitCode: 143 });
    expect(account.world.oneOffTasks.running('d-1-smoke-test')).toEqual([]);
  });

  it('leaves tasks alone that others have started', async () => {
    const { account, call } = await afterTask('v2-job-hangs');
    const { taskDefinition } = await account.release('v2-job-hangs');
    const other = { taskDefinition, container: api.container, command: ['undo'], startedBy: 'd-2-rollback-1' };
    account.world.oneOffTasks.run(other);
    await call({ Error: 'States.Timeout', Cause: '' });
    expect(account.world.oneOffTasks.running('d-2-rollback-1')).toHaveLength(1);
  });

  it('passes on what a function threw', async () => {
    const { call } = await afterTask('v2');
    const Cause = JSON.stringify({ errorType: 'AssertionError', errorMessage: 'the price is 0', trace: [] });
    expect(await call({ Error: 'AssertionError', Cause })).toEqual({ why: 'AssertionError: the price is 0' });
  });
});
