import { expect, it } from 'vitest';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { ServiceCatalogue } from '#ports/compute/service-catalogue.ts';

/** What a catalogue promises that holds these services. */
export function catalogueKeepsItsWord(make: () => ServiceCatalogue, targets: readonly ServiceTarget[]): void {
  it('finds each service as its stack described it', async () => {
    for (const target of targets) expect(await make().find(target.service)).toEqual(target);
  });

  it('finds nothing for a service that has not been deployed', async () => {
    expect(await make().find('unknown')).toBeUndefined();
  });

  it('names all services in order', async () => {
    expect(await make().names()).toEqual(targets.map(({ service }) => service).sort());
  });
}
