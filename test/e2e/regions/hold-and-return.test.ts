import { UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { DisableRuleCommand } from '@aws-sdk/client-eventbridge';
import { expect, it } from 'vitest';
import { slots } from '#domain/slot.ts';
import { clientsFor } from '#rehearsal/cloud/clients.ts';
import { FailoverInAccount } from '#rehearsal/play/regions/failover-in-account.ts';
import { snapshot } from '#rehearsal/play/regions/snapshot.ts';
import { bothSick } from '#rehearsal/scenarios/regions/both-sick.ts';
import { drill } from '#rehearsal/scenarios/regions/drill.ts';
import { homeAfterOutage } from '#rehearsal/scenarios/regions/home-after-outage.ts';
import { World } from '#rehearsal/world.ts';
import { playBetweenRegions, printed } from './two-regions.ts';

const cloud = playBetweenRegions([bothSick, drill, homeAfterOutage], (record) => {
  const { requests } = printed(record);
  expect(requests).toBeGreaterThan(50);
  if (record.scenario === bothSick.name) return;
  const [home] = record.promises.filter(({ id }) => id === 'P1');
  expect(home?.checks.join()).toMatch(/0 of [1-9]\d+ requests failed/);
});

it('has heard in the standby of the alarm that rang in the primary', async () => {
  const failover = await FailoverInAccount.of(clientsFor(cloud.endpoint(), 'eu-west-1'), 'production');
  expect((await failover.kept()).alarms).toContain('sluice-production-api-blue-errors');
});

it('tells a drill that changes a service or a rule from one that changes nothing', async () => {
  const clients = clientsFor(cloud.endpoint(), 'eu-west-1');
  const world = await World.of({ environment: 'production', name: 'api' }, clients, () => undefined);
  const failover = await FailoverInAccount.of(clients, 'production');
  const look = () => snapshot([{ clients, world }], failover);
  const before = await look();
  expect(await look()).toBe(before);

  const rule = { Name: 'sluice-production-deployment-requested', EventBusName: 'sluice-production' };
  await clients.events.send(new DisableRuleCommand(rule));
  const withoutRule = await look();
  expect(withoutRule).not.toBe(before);

  const { cluster } = world.target;
  for (const slot of slots) {
    const { ecsService: service } = world.target.slots[slot];
    await clients.containers.send(new UpdateServiceCommand({ cluster, service, desiredCount: 1 }));
  }
  expect(await look()).not.toBe(withoutRule);
});
