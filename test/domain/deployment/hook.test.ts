import { describe, expect, it } from 'vitest';
import { taskOf, whyItFailed } from '#domain/deployment/hook.ts';
import { HooksSchema } from '#wire/hook.ts';

const hook = { command: ['smoke-test'], timeoutSeconds: 300 };
const failureDetails = { reason: 'Essential container in task exited', exitCode: 2, lines: ['the price is 0'] };

describe('the task of a failure', () => {
  it.each([
    ['{"TaskArn":"arn:task/1"}', 'arn:task/1'],
    ['{"TaskArn":7}', undefined],
    ['{}', undefined],
    ['Rate exceeded', undefined],
    ['', undefined],
  ])('of %s is %s', (cause, task) => {
    expect(taskOf({ Error: 'States.TaskFailed', Cause: cause })).toBe(task);
  });
});

describe('why a hook failed', () => {
  it('is what its task said last', () => {
    const failure = { Error: 'States.TaskFailed', Cause: '{"TaskArn":"arn:task/1"}' };
    expect(whyItFailed(failure, hook, failureDetails)).toBe(
      'Essential container in task exited (exit code 2). Its log ends: "the price is 0"',
    );
  });

  it('is the time that it took, with what was said until then', () => {
    const failure = { Error: 'States.Timeout', Cause: '' };
    expect(whyItFailed(failure, hook)).toBe('it did not finish within 300 s');
    expect(whyItFailed(failure, hook, { ...failureDetails, lines: [] })).toMatch(/within 300 s\. Its log is empty$/);
  });

  it('is what AWS said, where no task ever ran', () => {
    const failure = { Error: 'ECS.ClusterNotFoundException', Cause: 'Cluster not found.' };
    expect(whyItFailed(failure, hook)).toBe('ECS.ClusterNotFoundException: Cluster not found');
  });
});

describe('the hooks of a service', () => {
  it.each([
    [{ smokeTest: hook }, true],
    [{ smokeTest: { function: 'api-smoke', timeoutSeconds: 900 }, onRollback: hook }, true],
    [{ smokeTest: { ...hook, function: 'api-smoke' } }, false],
    [{ smokeTest: { timeoutSeconds: 300 } }, false],
    [{ smokeTest: { ...hook, timeoutSeconds: 901 } }, false],
    [{ smokeTest: { function: 'arn:aws:lambda:us-east-1:1:function:x', timeoutSeconds: 1 } }, false],
  ])('%j are well-formed: %s', (hooks, good) => {
    expect(HooksSchema.safeParse(hooks).success).toBe(good);
  });
});
