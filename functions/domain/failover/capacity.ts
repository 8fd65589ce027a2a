import type { ServiceReadiness } from './readiness.ts';

/** Nobody can be asked how much the primary carried, so the standby is asked for all that the service may have. */
export const tasksForTakeover = ({ most }: Pick<ServiceReadiness, 'most'>): number => most;

/** Traffic follows as soon as this many serve; the rest come while it arrives. */
export const enoughForTakeover = ({ least }: Pick<ServiceReadiness, 'least'>, healthy: number): boolean =>
  healthy >= least;
