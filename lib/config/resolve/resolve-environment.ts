import type { HealthPolicy } from '#domain/deployment/health-score.ts';
import type { ScanPolicy } from '#domain/images/scan-gate.ts';
import type { ImageSource, ServiceSpecification } from '#wire/service-specification.ts';
import { toContainer } from '#config/schema/container-schema.ts';
import { effectiveService, type EnvironmentPart } from './effective-service.ts';
import { effectiveWorker } from './effective-worker.ts';
import { environmentPresets, presetOf, primaryRegion } from './environment-presets.ts';
import type { Checked } from '#config/schema/input-schema.ts';
import { toOffHours } from '#config/schema/off-hours-schema.ts';
import { resolveFailover } from './resolve-failover.ts';
import type { Environment, EnvironmentPreset, Notify } from '#config/sluice-config.ts';

/** Applies all defaults to a checked environment. */
export function resolveEnvironment(
  name: string,
  environment: EnvironmentPart,
  { services, workers }: Pick<Checked, 'services'> & { readonly workers: NonNullable<Checked['workers']> },
): Environment {
  const { account, regions, notify, like, services: overrides = {} } = environment;
  const preset = presetOf(name, like) ?? 'production';
  return {
    name,
    preset,
    ...(account === undefined ? {} : { account }),
    regions: toRegions(regions),
    networks: environment.networks ?? {},
    notify: toNotify(notify),
    certificates: environment.certificates ?? [],
    rateLimit: environment.rateLimit ?? defaultRateLimit,
    ...toSafeguards(preset, environment),
    ...(environment.offHours !== undefined && { offHours: toOffHours(environment.offHours) }),
    ...(environment.failover !== undefined && { failover: resolveFailover(environment.failover) }),
    services: Object.entries(services).map(([service, part]) => {
      const { source: _, ...effective } = effectiveService(name, preset, [service, part], overrides[service]);
      return {
        ...effective,
        image: toImage(part.image),
        port: part.port,
        startSeconds: part.startSeconds ?? 120,
        container: toContainer(part.container),
        health: toHealth(part),
      } satisfies ServiceSpecification;
    }),
    workers: Object.entries(workers).map(([worker, part]) => {
      const { source: _, ...effective } = effectiveWorker(name, preset, [worker, part], environment.workers?.[worker]);
      return { ...effective, image: toImage(part.image) };
    }),
  };
}

/** For one IP address in five minutes: enough for an office behind a single address, too little for a flood. */
const defaultRateLimit = 10_000;

const toSafeguards = (preset: EnvironmentPreset, { approvalRequired, backups, scan }: EnvironmentPart) => ({
  approvalRequired: approvalRequired ?? environmentPresets[preset].approvalRequired,
  backups: backups ?? environmentPresets[preset].backups,
  scan: toScan(preset, scan),
});

const toRegions = ({ primary = primaryRegion, standby }: NonNullable<EnvironmentPart['regions']> = {}) => ({
  primary,
  ...(standby === undefined ? {} : { standby }),
});

const toImage = ({ repository, build }: Checked['services'][string]['image']): ImageSource => {
  if (build === undefined) return { repository };
  const { source, folder = '.', dockerfile = 'Dockerfile' } = build;
  return { repository, build: { source, folder, dockerfile } };
};

const toHealth = ({ health = ['/health'], needs = {} }: Checked['services'][string]): HealthPolicy => {
  // A field set to undefined counts as omitted.
  const named = Object.entries(needs as Partial<Record<string, string>>).filter(([, path]) => path !== undefined);
  return {
    endpoints: health,
    ...(named.length === 0 ? {} : { needs: Object.fromEntries(named) }),
    timeoutSeconds: 5,
    tries: 3,
    minimumScore: 0.95,
  };
};

const toScan = (preset: EnvironmentPreset, { refuse, accepted = [] }: EnvironmentPart['scan'] = {}): ScanPolicy => ({
  refuse: refuse ?? environmentPresets[preset].refuse,
  accepted,
});

const toNotify = ({ slack, pagerDuty, emails = [] }: NonNullable<EnvironmentPart['notify']> = {}): Notify => ({
  ...(slack === undefined ? {} : { slack }),
  ...(pagerDuty === undefined ? {} : { pagerDuty }),
  emails,
});
