import type { MetricSnapshot } from '#domain/canary/settled.ts';

/** What the last look at a version saw. */
export interface MetricSnapshots {
  last(service: string, deploymentId: string): Promise<MetricSnapshot | undefined>;
  keep(service: string, deploymentId: string, snapshot: MetricSnapshot): Promise<void>;
}
