import type { Policy } from '../look.ts';

const MINUTES_BETWEEN_LOOKS = 5;
const LOWEST_SUCCESS_RATE = 0.95;
const FAILURES_ALLOWED = 3;
const ERRORS_IN_A_ROW_ALLOWED = 4;

/**
 * Argo Rollouts with the analysis of its documentation: the success rate every five minutes, rolled back at the fourth
 * failure. A look without data is an error, and the fifth of those in a row rolls back, too.
 */
export function argoRollouts(): Policy {
  let [failures, errorsInARow] = [0, 0];
  return ({ minute, canary }) => {
    if ((minute + 1) % MINUTES_BETWEEN_LOOKS !== 0) return 'continue';
    const latest = canary.slice(-MINUTES_BETWEEN_LOOKS);
    const requests = latest.reduce((sum, each) => sum + each.requests, 0);
    const errors = latest.reduce((sum, each) => sum + each.errors, 0);
    errorsInARow = requests === 0 ? errorsInARow + 1 : 0;
    if (requests > 0 && 1 - errors / requests < LOWEST_SUCCESS_RATE) failures += 1;
    return failures > FAILURES_ALLOWED || errorsInARow > ERRORS_IN_A_ROW_ALLOWED ? 'rollback' : 'continue';
  };
}
