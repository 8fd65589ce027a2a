import { vcpusOnDemand } from '#config/resolve/fargate-sizes.ts';
import { loadConfig } from '#config/load-config.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import { targetOf } from './world/target.ts';

/**
 * The service that stories are about: the named one, or else the first, of production, or of the last environment where
 * nothing has a standby.
 */
export async function targetFrom(config?: string, named?: string): Promise<ServiceTarget> {
  const { environments } = await loadConfig(config);
  const environment = environments.find(({ regions }) => regions.standby !== undefined) ?? environments.at(-1);
  const service = environment?.services.find(({ name }) => named === undefined || name === named);
  if (environment !== undefined && named !== undefined && service === undefined) {
    const names = environment.services.map(({ name }) => name).join(', ');
    throw new Error(`There is no service "${named}" in ${environment.name}. There are: ${names}.`);
  }
  if (environment === undefined || service === undefined) {
    throw new Error('The configuration has no environment with a service to simulate.');
  }
  const { name, image, health, hooks, strategy } = service;
  const { primary, standby } = environment.regions;
  const where = { environment: environment.name, region: primary, ...(standby && { standbyRegion: standby }) };
  return targetOf({
    name,
    ...where,
    repository: image.repository,
    tasks: { ...service.tasks, vcpus: vcpusOnDemand(service) },
    health,
    hooks,
    strategy,
    scan: environment.scan,
  });
}
