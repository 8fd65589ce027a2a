import type { Sighting } from '#domain/canary/settled.ts';

/** What the last look at a version saw. */
export interface Sightings {
  last(service: string, deploymentId: string): Promise<Sighting | undefined>;
  keep(service: string, deploymentId: string, sighting: Sighting): Promise<void>;
}
