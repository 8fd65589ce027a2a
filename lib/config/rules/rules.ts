import { closestName } from './closest-name.ts';
import { effectiveService, type EnvironmentPart } from '#config/resolve/effective-service.ts';
import { environmentPresets, presetOf, primaryRegion } from '#config/resolve/environment-presets.ts';
import { finding, standing, type Finding } from './findings.ts';
import type { Fault } from './fault.ts';
import type { PartlyChecked } from '#config/schema/input-schema.ts';
import type { Path } from './path.ts';
import { overridesHaveServices, regionsDiffer, registriesCopyOnce, rulesOfServices } from './rules-of-environment.ts';
import { networksAreInTheirRegions } from './rules-of-network.ts';
import { channelsAreUnique } from './rules-of-notification.ts';
import { requestsAreEncrypted } from './rules-of-encryption.ts';
import { rulesOfFailover } from './rules-of-failover.ts';
import { rulesOfOffHours } from './rules-of-off-hours.ts';
import { secretsAreInTheirRegions } from './rules-of-secrets.ts';
import { rulesOfAllWorkers, rulesOfWorkers } from './rules-of-workers.ts';
import { rulesOfPart } from './rules-of-part.ts';

/** Checks how the values go together. Faulty values have been left out, so each remaining value is valid on its own. */
export function faultsBetween(configuration: PartlyChecked, faulty: readonly Path[]): readonly Fault[] {
  const environments = Object.entries(configuration.environments);
  const presetless = environments.flatMap(([name, { like }]) => presetIsKnown(name, like));
  const findings = [
    ...Object.entries(configuration.services).flatMap(([name, service]) => rulesOfPart(['services', name], service)),
    ...rulesOfAllWorkers(configuration),
    ...environments.flatMap(([name, environment]) => rulesOfEnvironment(configuration, name, environment)),
    ...registriesCopyOnce(environments),
    ...channelsAreUnique(environments),
  ];
  const withoutPreset = presetless.flatMap(({ from }) => from);
  return [...standing(presetless, faulty), ...standing(findings, [...faulty, ...withoutPreset])];
}

function presetIsKnown(name: string, like: EnvironmentPart['like']): readonly Finding[] {
  if (presetOf(name, like) !== undefined) return [];
  const presets = Object.keys(environmentPresets);
  const meant = closestName(name, presets);
  return [
    finding({
      at: ['environments', name, 'like'],
      value: like,
      problem: `${name} is not a preset and has no defaults`,
      allowed: presets.join(', '),
      remedy:
        meant === undefined
          ? `set the preset to take defaults from, for example like: 'staging'`
          : `did you mean the environment ${meant}?`,
    }),
  ];
}

function rulesOfEnvironment(
  { services, workers }: PartlyChecked,
  name: string,
  environment: EnvironmentPart,
): readonly Finding[] {
  const { like, regions, services: overrides = {} } = environment;
  const at = ['environments', name];
  const preset = presetOf(name, like) ?? 'production';
  const effective = Object.entries(services).map((entry) => effectiveService(name, preset, entry, overrides[entry[0]]));
  return [
    ...regionsDiffer([...at, 'regions'], regions?.primary ?? primaryRegion, regions?.standby),
    ...rulesOfFailover(at, environment.failover, { standby: regions?.standby }),
    ...rulesOfOffHours(at, environment, preset),
    ...networksAreInTheirRegions(at, environment),
    ...requestsAreEncrypted(at, environment, preset),
    ...overridesHaveServices([...at, 'services'], Object.keys(overrides), Object.keys(services)),
    ...Object.entries(overrides).flatMap(([service, part]) => rulesOfPart([...at, 'services', service], part)),
    ...rulesOfServices(name, effective),
    ...secretsAreInTheirRegions(effective, at, regions?.standby),
    ...rulesOfWorkers(workers, [name, environment], preset),
  ];
}
