import type { SlotMinute } from '#domain/judge/minute.ts';
import type { Policy } from '../look.ts';

const MINUTES = 3;
const HIGHEST_ERROR_RATE = 0.01;
const LONGEST_P99_SECONDS = 0.5;

/**
 * Alarms on the canary's error rate and p99 that roll a deployment back, as CodeDeploy and ECS offer it: three minutes
 * of three. A minute without data breaches nothing.
 */
export function cloudWatchAlarm(): Policy {
  return ({ canary }) => {
    const latest = canary.slice(-MINUTES);
    const rings = (breaches: (slot: SlotMinute) => boolean) =>
      latest.length === MINUTES && latest.every((slot) => slot.requests > 0 && breaches(slot));
    const tooManyErrors = rings(({ errors, requests }) => errors / requests > HIGHEST_ERROR_RATE);
    return tooManyErrors || rings(({ p99 }) => (p99 ?? 0) > LONGEST_P99_SECONDS) ? 'rollback' : 'continue';
  };
}
