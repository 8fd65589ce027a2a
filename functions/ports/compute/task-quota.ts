import type { Vcpus } from '#domain/deployment/headroom.ts';

/** What the account may run, all services and other programs together. */
export interface TaskQuota {
  /** vCPUs of Fargate on demand. Undefined if it is not measured. */
  vcpus(): Promise<Vcpus | undefined>;
}
