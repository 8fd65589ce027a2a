import type { Vcpus } from '#domain/deployment/headroom.ts';

/** What the account may run, all services and other programs together. */
export interface TaskQuota {
  /** vCPUs of Fargate on demand. Nothing where nobody can say. */
  vcpus(): Promise<Vcpus | undefined>;
}
