import type { ServiceTarget } from '#domain/deployment/service-target.ts';

/** The services of this environment, as their stacks describe them. */
export interface ServiceCatalogue {
  find(service: string): Promise<ServiceTarget | undefined>;
  names(): Promise<readonly string[]>;
}
