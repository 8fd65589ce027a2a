import type { ServiceTarget } from '#domain/deployment/service-target.ts';

/** The revisions that were made of a service's template, one for each deployment. */
export interface Releases {
  /** By the newest first, those from which tasks can be started. */
  list(target: ServiceTarget): Promise<readonly string[]>;
  /** No task can be started from it any more; one that runs goes on. What Sluice has not made stays as it is. */
  forget(target: ServiceTarget, revision: string): Promise<void>;
}
