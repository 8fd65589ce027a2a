import type { Clients } from '../../cloud/clients.ts';
import { World } from '../../world.ts';
import { DeploymentMachine } from '../deployment-machine.ts';
import { giveTerms } from '../terms-of-story.ts';
import { FakeRegistry } from '../fake-registry.ts';
import type { RegionStage } from './region-stage.ts';
import type { Place } from './snapshot.ts';

export interface RegionFixture extends Place {
  readonly registry: FakeRegistry;
}

/** A region, once it serves the story's initial version. */
export async function served(live: string | undefined, clients: Clients, stage: RegionStage): Promise<RegionFixture> {
  const { environment, service, signal, progress } = stage;
  const registry = new FakeRegistry(clients, service);
  const world = await World.of({ environment, name: service }, clients, registry.labelOf);
  const place = { clients, world, registry };
  if (live === undefined) return place;
  await registry.push(live);
  if ((await world.recordedState())?.release.image.label === live) return place;
  progress.cloud(`put ${live} in place in ${clients.region}`);
  await giveTerms({ environment, name: service }, {}, clients);
  const machine = await DeploymentMachine.of(clients, environment);
  const execution = await machine.request({
    service,
    image: live,
    onBusy: 'reject',
    strategy: { name: 'rehearsed', steps: [{ weight: 100, bakeSeconds: 0 }] },
    requestedBy: 'rehearsal',
    reason: 'live when the story begins',
  });
  const { ending, error, cause } = await machine.follow(execution, async () => {}, signal);
  if (ending !== 'succeeded') throw new Error(`${live} could not be put in place: ${error}: ${cause}`);
  return place;
}
