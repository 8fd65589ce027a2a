import type { EnvironmentPart } from '#config/resolve/effective-service.ts';
import { primaryRegion } from '#config/resolve/environment-presets.ts';
import { finding, type Finding } from './findings.ts';
import type { Path } from './path.ts';
import { regionOfArn } from './references.ts';

/** A network that nothing runs in, or a zone that is elsewhere, was meant for another region. */
export function networksAreInTheirRegions(
  at: Path,
  { regions, networks = {}, failover }: Pick<EnvironmentPart, 'regions' | 'networks' | 'failover'>,
): readonly Finding[] {
  const used = [regions?.primary ?? primaryRegion, regions?.standby].filter((region) => region !== undefined);
  return Object.entries(networks).flatMap(([region, { zones, listener }]) => {
    const place = [...at, 'networks', region];
    if (!used.includes(region)) {
      const problem = 'a network of a region where nothing runs';
      const from = [place, [...at, 'regions']];
      return [finding({ at: place, value: region, problem, allowed: used.join(', '), from })];
    }
    const ids = Object.values(zones).flatMap((zone) => [zone.public, zone.private]);
    return [
      ...listenerIsHere([...place, 'listener'], listener?.arn, region),
      ...listenerMayMove([...place, 'listener'], [...at, 'failover'], listener && failover),
      ...onceEach([...place, 'zones'], ids),
      ...Object.keys(zones)
        .filter((zone) => zone.slice(0, -1) !== region)
        .map((zone) => {
          const problem = 'a zone of another region';
          return finding({ at: [...place, 'zones', zone], value: zone, problem, allowed: `zones of ${region}` });
        }),
    ];
  });
}

function onceEach(at: Path, subnets: readonly string[]): readonly Finding[] {
  const twice = subnets.find((subnet, index) => subnets.indexOf(subnet) !== index);
  if (twice === undefined) return [];
  const problem = 'the same subnet twice';
  return [finding({ at, value: twice, problem, allowed: 'a subnet of its own for each zone and kind' })];
}

function listenerIsHere(at: Path, arn: string | undefined, region: string): readonly Finding[] {
  if (arn === undefined || regionOfArn(arn) === region) return [];
  const problem = 'a listener of another region';
  return [finding({ at: [...at, 'arn'], value: arn, problem, allowed: `a listener in ${region}` })];
}

/** A failover moves names between load balancers, and waits for what theirs count. */
function listenerMayMove(at: Path, failover: Path, both: object | undefined): readonly Finding[] {
  if (both === undefined) return [];
  const problem = 'a failover needs load balancers of its own';
  const allowed = 'no listener where there is a failover';
  return [
    finding({ at, value: 'listener', problem, allowed, remedy: 'leave one of the two out', from: [at, failover] }),
  ];
}
