export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The part of vitest's JSON report that is counted. */
export interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

/**
 * Counts a run. A file that does not even load has no tests to fail, an error outside of any test fails none, and a
 * pattern that matches nothing runs none: each counts as one failure, so that the closing line never looks better than
 * what was proven.
 */
export function tallyOf(report: Report | undefined, succeeded: boolean): Tally {
  if (!report || report.testResults.length === 0) return { passed: 0, failed: 1, skipped: 0 };
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + broken;
  return {
    passed: report.numPassedTests,
    failed: succeeded ? failed : Math.max(1, failed),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

export const sum = (tallies: readonly Tally[]): Tally => ({
  passed: total(tallies, 'passed'),
  failed: total(tallies, 'failed'),
  skipped: total(tallies, 'skipped'),
});

const total = (tallies: readonly Tally[], kind: keyof Tally) => tallies.reduce((all, tally) => all + tally[kind], 0);

export interface Verdict {
  /** The last one counts the tests. */
  readonly lines: readonly string[];
  readonly exitCode: number;
}

export function verdictOf({ passed, failed, skipped }: Tally, checksPassed: boolean): Verdict {
  const count = `${passed} passed, ${failed} failed, ${skipped} skipped`;
  return {
    lines: checksPassed ? [count] : ['A check failed, see above.', count],
    exitCode: failed > 0 || !checksPassed ? 1 : 0,
  };
}
