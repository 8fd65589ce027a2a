import { describe, expect, it } from 'vitest';
import { describeTaskFailure } from '#domain/deployment/task-failure.ts';

const reason = 'Essential container in task exited';
const said = (...lines: string[]) => describeTaskFailure({ reason, exitCode: 1, lines });

describe('the failure details of a task', () => {
  it('are the reason, the exit code and the end of the log', () => {
    expect(said('starting', 'fatal: DATABASE_URL is not set')).toBe(
      `${reason} (exit code 1). Its log ends: "starting" "fatal: DATABASE_URL is not set"`,
    );
  });

  it('are told of a container that never ran, too', () => {
    const never = { reason: 'CannotPullContainerError: not found.', lines: [] };
    expect(describeTaskFailure(never)).toBe('CannotPullContainerError: not found. Its log is empty');
  });

  it('are the last three lines that say something, each cut', () => {
    const words = said('one', 'two', ' ', 'three', 'x'.repeat(500), '');
    expect(words).toContain('"two" "three" "xxx');
    expect(words).not.toContain('"one"');
    expect(words.length).toBeLessThan(300);
  });

  it.each([
    ['cannot connect to postgres://api:hunter2@db/api', 'hunter2'],
    ['login failed with password=hunter2, giving up', 'hunter2'],
    ['config: {"apiKey": "hunter2"}', 'hunter2'],
    ['no such key AKIAABCDEFGHIJKLMNOP', 'AKIAABCDEFGHIJKLMNOP'],
  ])('keep a secret to the log: %s', (line, secret) => {
    expect(said(line)).not.toContain(secret);
    expect(said(line)).toContain('***');
  });
});
