import type { EnvironmentPart } from './effective-service.ts';
import { primaryRegion } from './environment-presets.ts';
import { finding, type Finding } from './findings.ts';
import type { Path } from './path.ts';

/** A network that nothing runs in, or a zone that is elsewhere, was meant for another region. */
export function networksAreInTheirRegions(
  at: Path,
  { regions, networks = {} }: Pick<EnvironmentPart, 'regions' | 'networks'>,
): readonly Finding[] {
  const used = [regions?.primary ?? primaryRegion, regions?.standby].filter((region) => region !== undefined);
  return Object.entries(networks).flatMap(([region, { zones }]) => {
    const place = [...at, 'networks', region];
    if (!used.includes(region)) {
      const problem = 'a network of a region where nothing runs';
      const from = [place, [...at, 'regions']];
      return [finding({ at: place, value: region, problem, allowed: used.join(', '), from })];
    }
    const ids = Object.values(zones).flatMap((zone) => [zone.public, zone.private]);
    return [
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
