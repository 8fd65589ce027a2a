import { loadConfig } from '#config/load-config.ts';
import type { ServiceTarget } from '#domain/service-target.ts';
import { targetOf } from './world/target.ts';

/** The service that stories are about: the first of production, or of the last environment where nothing has a standby. */
export async function targetFrom(config?: string): Promise<ServiceTarget> {
  const { environments } = await loadConfig(config);
  const environment = environments.find(({ regions }) => regions.standby !== undefined) ?? environments.at(-1);
  const service = environment?.services[0];
  if (environment === undefined || service === undefined) {
    throw new Error('The configuration has no environment with a service to simulate.');
  }
  const { name, image, tasks, health, errands, strategy } = service;
  const { primary, standby } = environment.regions;
  const where = { environment: environment.name, region: primary, ...(standby && { standbyRegion: standby }) };
  return targetOf({
    name,
    ...where,
    repository: image.repository,
    tasks,
    health,
    errands,
    strategy,
    scan: environment.scan,
  });
}
