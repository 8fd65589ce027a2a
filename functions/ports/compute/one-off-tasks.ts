import type { ServiceTarget } from '#domain/deployment/service-target.ts';

/** Tasks that belong to no slot. Step Functions starts them; what it leaves running has to be found by who started it. */
export interface OneOffTasks {
  /** Stops all that still run, and says which they were. */
  stopAll(target: ServiceTarget, startedBy: string): Promise<readonly string[]>;
}
