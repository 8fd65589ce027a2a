import { DescribeTasksCommand, ListTasksCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { DisableRuleCommand } from '@aws-sdk/client-eventbridge';
import { expect, it } from 'vitest';
import { slots } from '#domain/slots/slot.ts';
import { clientsFor } from '#rehearsal/cloud/clients.ts';
import { FailoverInAccount } from '#rehearsal/play/regions/failover-in-account.ts';
import { snapshot } from '#rehearsal/play/regions/snapshot.ts';
import type { RehearsalRecord } from '#rehearsal/record.ts';
import { alarmTwice } from '#rehearsal/scenarios/regions/alarm-twice.ts';
import { bothSick } from '#rehearsal/scenarios/regions/both-sick.ts';
import { drill } from '#rehearsal/scenarios/regions/drill.ts';
import { flapping } from '#rehearsal/scenarios/regions/flapping.ts';
import { homeAfterOutage } from '#rehearsal/scenarios/regions/home-after-outage.ts';
import { oneSickZone } from '#rehearsal/scenarios/regions/one-sick-zone.ts';
import { oneVoice } from '#rehearsal/scenarios/regions/one-voice.ts';
import { probeForbidden } from '#rehearsal/scenarios/regions/probe-forbidden.ts';
import { usersCutOff } from '#rehearsal/scenarios/regions/users-cut-off.ts';
import { World } from '#rehearsal/world.ts';
import { playBetweenRegions, printed } from './two-regions.ts';

const nothingHappens = [oneVoice, oneSickZone, usersCutOff, probeForbidden, flapping];
const [here, there] = ['us-east-1', 'eu-west-1'] as const;

const cloud = playBetweenRegions([bothSick, ...nothingHappens, drill, homeAfterOutage, alarmTwice], async (record) => {
  const { requests } = printed(record);
  expect(requests).toBeGreaterThan(50);
  if (nothingHappens.some(({ name }) => name === record.scenario))
    expect(placesOf(record).filter((place) => place.endsWith(there))).toEqual([]);
  if (record.scenario === oneSickZone.name) expect(await deadTasks()).not.toEqual([]);
  if (record.scenario === bothSick.name || record.scenario === alarmTwice.name) return;
  const [home] = record.promises.filter(({ id }) => id === 'P1');
  expect(home?.checks.join()).toMatch(/0 of [1-9]\d+ requests failed/);
});

/** The versions that answered. */
const placesOf = ({ traffic }: RehearsalRecord): readonly string[] =>
  traffic.buckets.flatMap(({ byVersion }) => Object.keys(byVersion));

/** Of the primary: those that stopped although no call asked for it. */
async function deadTasks(): Promise<readonly string[]> {
  const clients = clientsFor(cloud.endpoint(), here);
  const { containers } = clients;
  const { target } = await World.of({ environment: 'production', name: 'api' }, clients, () => undefined);
  const { cluster } = target;
  const { taskArns = [] } = await containers.send(new ListTasksCommand({ cluster, desiredStatus: 'STOPPED' }));
  if (taskArns.length === 0) return [];
  const { tasks = [] } = await containers.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
  return tasks.flatMap(({ stopCode, taskArn = '' }) => (stopCode === 'EssentialContainerExited' ? [taskArn] : []));
}

it('has received in the standby the alarm that went off in the primary', async () => {
  const failover = await FailoverInAccount.of(clientsFor(cloud.endpoint(), there), 'production');
  expect((await failover.kept()).alarms.join()).toMatch(/sluice-production-api-(blue|green)-errors/);
});

it('distinguishes a drill that changes a service or a rule from one that changes nothing', async () => {
  const clients = clientsFor(cloud.endpoint(), there);
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
