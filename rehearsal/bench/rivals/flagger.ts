import { newest, type Policy } from '../look.ts';

const LOWEST_SUCCESS_RATE = 0.99;
const LONGEST_P99_SECONDS = 0.5;
const MOST_FAILED_CHECKS = 5;

/**
 * Flagger as its tutorial sets it up: a check each minute, of the canary alone. A failed one, no data included, holds
 * the weight and is never forgotten; the fifth rolls back.
 */
export function flagger(): Policy {
  let failedChecks = 0;
  return ({ canary }) => {
    const { requests, errors, p99 } = newest(canary);
    const passes =
      requests > 0 && 1 - errors / requests >= LOWEST_SUCCESS_RATE && (p99 ?? Infinity) <= LONGEST_P99_SECONDS;
    if (passes) return 'continue';
    failedChecks += 1;
    return failedChecks >= MOST_FAILED_CHECKS ? 'rollback' : 'extend';
  };
}
