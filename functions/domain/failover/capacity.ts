import type { ServiceReadiness } from './readiness.ts';

/** The primary's load may be unknown, so the standby scales out to the service's maximum. */
export const tasksForTakeover = ({ most }: Pick<ServiceReadiness, 'most'>): number => most;

/** Traffic moves as soon as this many tasks serve. The others start while it arrives. */
export const enoughForTakeover = ({ least }: Pick<ServiceReadiness, 'least'>, healthy: number): boolean =>
  healthy >= least;
