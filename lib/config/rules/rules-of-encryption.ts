import type { EnvironmentPart } from '#config/resolve/effective-service.ts';
import { environmentPresets, primaryRegion } from '#config/resolve/environment-presets.ts';
import { finding, type Finding } from './findings.ts';
import type { Path } from './path.ts';
import { regionOfArn } from './references.ts';
import type { EnvironmentPreset } from '#config/sluice-config.ts';

/** Requires a certificate for each region, unless plain HTTP is allowed. */
export function requestsAreEncrypted(
  at: Path,
  environment: EnvironmentPart,
  preset: EnvironmentPreset,
): readonly Finding[] {
  const { certificates = [], regions } = environment;
  const served = [regions?.primary ?? primaryRegion, ...(regions?.standby === undefined ? [] : [regions.standby])];
  // An existing listener has a certificate of its own.
  const serving = served.filter((region) => environment.networks?.[region]?.listener === undefined);
  const place = [...at, 'certificates'];
  if (certificates.length > 0) {
    return [...elsewhere(place, certificates, serving, at), ...oneForEach(place, certificates, serving, at)];
  }
  if (serving.length === 0) return [];
  if (environment.plainHttp ?? environmentPresets[preset].plainHttp) return [];
  return [
    finding({
      at: place,
      value: undefined,
      problem: 'requests would not be encrypted',
      allowed: 'the ARN of a certificate for each region',
      remedy: `add one for ${serving.join(' and one for ')}, or set plainHttp: true`,
      from: [place, [...at, 'plainHttp'], [...at, 'like']],
    }),
  ];
}

const elsewhere = (place: Path, certificates: readonly string[], serving: readonly string[], at: Path) =>
  certificates.flatMap((value, index) => {
    if (serving.includes(regionOfArn(value))) return [];
    const problem = 'the environment needs no certificate in this region';
    const from = [
      [...place, index],
      [...at, 'regions'],
    ];
    return [finding({ at: [...place, index], value, problem, allowed: `one of ${serving.join(' or ')}`, from })];
  });

const oneForEach = (place: Path, certificates: readonly string[], serving: readonly string[], at: Path) =>
  serving.flatMap((region) => {
    const { length } = certificates.filter((arn) => regionOfArn(arn) === region);
    if (length === 1) return [];
    const problem = `${length === 0 ? 'no certificate' : `${length} certificates`} for ${region}`;
    const allowed = 'the ARN of one certificate for each region';
    return [finding({ at: place, value: certificates, problem, allowed, from: [place, [...at, 'regions']] })];
  });
