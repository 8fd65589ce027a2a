import type { EnvironmentPart } from '#config/resolve/effective-service.ts';
import { primaryRegion } from '#config/resolve/environment-presets.ts';
import { finding, type Finding } from './findings.ts';
import type { Path } from './path.ts';
import { regionOfArn } from './references.ts';

/** A network for an unused region, or a zone of another region, is probably a mistake. */
export function networksAreInTheirRegions(
  at: Path,
  { regions, networks = {}, failover }: Pick<EnvironmentPart, 'regions' | 'networks' | 'failover'>,
): readonly Finding[] {
  const used = [regions?.primary ?? primaryRegion, regions?.standby].filter((region) => region !== undefined);
  return Object.entries(networks).flatMap(([region, { zones, listener }]) => {
    const place = [...at, 'networks', region];
    if (!used.includes(region)) {
      const problem = 'the environment does not run in this region';
      const from = [place, [...at, 'regions']];
      return [finding({ at: place, value: region, problem, allowed: used.join(', '), from })];
    }
    const ids = Object.values(zones).flatMap((zone) => [zone.public, zone.private]);
    return [
      ...listenerIsHere([...place, 'listener'], listener?.arn, region),
      ...notWithFailover([...place, 'listener'], [...at, 'failover'], listener && failover),
      ...onceEach([...place, 'zones'], ids),
      ...Object.keys(zones)
        .filter((zone) => zone.slice(0, -1) !== region)
        .map((zone) => {
          const problem = 'the zone is in another region';
          return finding({ at: [...place, 'zones', zone], value: zone, problem, allowed: `zones of ${region}` });
        }),
    ];
  });
}

function onceEach(at: Path, subnets: readonly string[]): readonly Finding[] {
  const twice = subnets.find((subnet, index) => subnets.indexOf(subnet) !== index);
  if (twice === undefined) return [];
  const problem = 'the subnet is used twice';
  return [finding({ at, value: twice, problem, allowed: 'a subnet of its own for each zone and kind' })];
}

function listenerIsHere(at: Path, arn: string | undefined, region: string): readonly Finding[] {
  if (arn === undefined || regionOfArn(arn) === region) return [];
  const problem = 'the listener is in another region';
  return [finding({ at: [...at, 'arn'], value: arn, problem, allowed: `a listener in ${region}` })];
}

/** A failover moves DNS names between load balancers, and confirms the move by their request counts. */
function notWithFailover(at: Path, failover: Path, both: object | undefined): readonly Finding[] {
  if (both === undefined) return [];
  const problem = 'failover supports only load balancers that Sluice creates';
  const allowed = 'either a listener or failover';
  return [finding({ at, value: 'listener', problem, allowed, remedy: 'remove one of them', from: [at, failover] })];
}
