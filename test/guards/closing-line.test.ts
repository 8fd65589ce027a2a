import { describe, expect, it } from 'vitest';
import { type Report, sum, tallyOf, verdictOf } from '../../.config/test/tally.ts';

const ran = (numPassedTests: number, numFailedTests: number, more: Partial<Report> = {}): Report => ({
  numPassedTests,
  numFailedTests,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ status: numFailedTests > 0 ? 'failed' : 'passed', assertionResults: ['one'] }],
  ...more,
});

describe('the closing line of all tests', () => {
  it('adds up what every run counted', () => {
    const runs = [tallyOf(ran(3, 0), true), tallyOf(ran(4, 2, { numPendingTests: 1, numTodoTests: 1 }), false)];
    expect(sum(runs)).toEqual({ passed: 7, failed: 2, skipped: 2 });
  });

  it('counts a file that does not load as a failure', () => {
    const report = ran(3, 0, { testResults: [{ status: 'failed', assertionResults: [] }] });
    expect(tallyOf(report, false)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  it('counts an error outside of every test as a failure', () => {
    expect(tallyOf(ran(3, 0), false)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  it('counts a run that found no tests as a failure', () => {
    expect(tallyOf(ran(0, 0, { testResults: [] }), true)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('counts a run that left no report as a failure', () => {
    expect(tallyOf(undefined, true)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('is the count, and a failed test fails the run', () => {
    const counted = { passed: 3, failed: 0, skipped: 1 };
    expect(verdictOf(counted, true)).toEqual({ lines: ['3 passed, 0 failed, 1 skipped'], exitCode: 0 });
    expect(verdictOf({ ...counted, failed: 2 }, true)).toEqual({
      lines: ['3 passed, 2 failed, 1 skipped'],
      exitCode: 1,
    });
  });

  it('is the count after a failed check, too, which fails the run by itself', () => {
    const { lines, exitCode } = verdictOf({ passed: 3, failed: 0, skipped: 0 }, false);
    expect(lines).toEqual(['A check failed, see above.', '3 passed, 0 failed, 0 skipped']);
    expect(exitCode).toBe(1);
  });
});
