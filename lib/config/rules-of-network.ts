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
    return Object.keys(zones)
      .filter((zone) => zone.slice(0, -1) !== region)
      .map((zone) => {
        const problem = 'a zone of another region';
        return finding({ at: [...place, 'zones', zone], value: zone, problem, allowed: `zones of ${region}` });
      });
  });
}
