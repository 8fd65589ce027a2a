/** Building, rolling out, verifying and cleaning up have limits of their own, which come to less than this. */
const workSeconds = 2 * 3600;

/**
 * A lock lasts for the work of a deployment, and a long wait renews it: so it runs out soon
 * under a deployment that hangs, and never under one that is well.
 */
export const lockUntil = (now: Date, waitSeconds = 0): string =>
  new Date(now.getTime() + (workSeconds + waitSeconds) * 1000).toISOString();
