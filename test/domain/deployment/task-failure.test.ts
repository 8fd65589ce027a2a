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

  it.each([
    ['password=hunter2', 'password=***'],
    ['Password = hunter2; retrying', 'Password = ***; retrying'],
    ['passwd: "hunter2"', 'passwd: "***"'],
    ["{'secret': 'hunter2', 'port': 80}", "{'secret': '***', 'port': 80}"],
    ['token hunter2', 'token hunter2'],
    ['apikey=hunter2', 'apikey=***'],
    ['API_KEY=hunter2', 'API_KEY=***'],
    ['accesskey=hunter2', 'accesskey=***'],
    ['access_key=hunter2 region=eu', 'access_key=*** region=eu'],
    ['postgres://api:hunter2@db/api', 'postgres://api:***@db/api'],
    ['redis://:hunter2@cache', 'redis://:***@cache'],
    ['key ASIAABCDEFGHIJKLMNOP is gone', 'key *** is gone'],
  ])('keep the secret to the log and show the rest: %s', (line, shown) => {
    expect(said(line)).toBe(`${reason} (exit code 1). Its log ends: "${shown}"`);
  });

  it('show a line of 160 characters as it is, and of a longer one the beginning', () => {
    expect(said('x'.repeat(160))).toBe(`${reason} (exit code 1). Its log ends: "${'x'.repeat(160)}"`);
    expect(said('x'.repeat(161))).toBe(`${reason} (exit code 1). Its log ends: "${'x'.repeat(159)}…"`);
  });

  it('show a line without the space around it', () => {
    expect(said('  at main.js:1\t')).toBe(`${reason} (exit code 1). Its log ends: "at main.js:1"`);
  });

  it('drop only the period at the end of the reason', () => {
    const pull = { reason: 'CannotPullContainerError: pull of api:1.2 failed.', exitCode: 0, lines: [] };
    expect(describeTaskFailure(pull)).toBe(
      'CannotPullContainerError: pull of api:1.2 failed (exit code 0). Its log is empty',
    );
  });
});
