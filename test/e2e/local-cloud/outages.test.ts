import { setTimeout as sleep } from 'node:timers/promises';
import { CreateClusterCommand } from '@aws-sdk/client-ecs';
import { RegisterTargetsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { EventBridgeClient, ListEventBusesCommand, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { afterEach, expect, test } from 'vitest';
import { type RegionState, setRegion } from '#rehearsal/cloud/regions.ts';
import { Region } from './ecs-region.ts';
import { deploy, inputsOf, recordingMachine, ref, ruleStarting } from './stack.ts';
import { balancerWithGroup } from './load-balancer.ts';
import { eventually, get, localCloud, startTarget } from './support.ts';

const cloud = localCloud();
const [here, there] = ['us-east-1', 'eu-west-1'] as const;

afterEach(() => setRegion(cloud.settings().endpoint, here, 'well'));

const become = (state: RegionState) => setRegion(cloud.settings().endpoint, here, state);

const buses = (region: string) =>
  new EventBridgeClient({ ...cloud.settings(region), maxAttempts: 1 }).send(new ListEventBusesCommand());

/** A load balancer with a healthy target. */
async function serving(name: string) {
  const target = await startTarget((_, response) => response.end('well'));
  const { client, host, group } = await balancerWithGroup(cloud.settings(), name);
  const Targets = [{ Id: '127.0.0.1', Port: target.port }];
  await client.send(new RegisterTargetsCommand({ TargetGroupArn: group, Targets }));
  return { host, stop: () => target.stop() };
}

/** Waits until the region is healthy again. It does not remember earlier requests. */
async function nothingComesBack(asked: Promise<unknown>, withinMs: number): Promise<void> {
  const answered = asked.then(
    () => 'answered',
    () => 'broken',
  );
  expect(await Promise.race([answered, sleep(withinMs, 'nothing yet')])).toBe('nothing yet');
  await become('well');
  expect(await answered).toBe('broken');
}

test('a region that is dark breaks every connection to its API, and another one keeps working', async () => {
  await become('dark');
  await expect(buses(here)).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect((await buses(there)).EventBuses).toHaveLength(1);
  await become('well');
  expect((await buses(here)).EventBuses).toHaveLength(1);
});

test('a region that is silent takes a request and answers nothing', async () => {
  await become('silent');
  await nothingComesBack(buses(here), 2000);
});

test('rules of a region that is down start nothing', async () => {
  const stack = await deploy(cloud.settings(), 'rules', {
    Resources: {
      Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'other' } },
      Machine: recordingMachine(),
      Rule: ruleStarting('Machine', { source: ['told'] }),
    },
    Outputs: { Machine: { Value: ref('Machine') } },
  });
  const events = new EventBridgeClient(cloud.settings());
  const put = (Detail: string) =>
    events.send(new PutEventsCommand({ Entries: [{ Source: 'told', DetailType: 'Said', Detail }] }));
  const heard = async () =>
    (await inputsOf(cloud.settings(), stack.outputs['Machine'])).map(({ detail }) => detail as unknown);
  await become('dark');
  await put('{"word":"lost"}').catch(() => {});
  await become('well');
  await put('{"word":"heard"}');
  await eventually(heard, (found) => found.length > 0);
  expect(await heard()).toEqual([{ word: 'heard' }]);
});

test('in a region that answers with errors only users get them', async () => {
  const { host, stop } = await serving('erring');
  const status = async () => (await get(cloud.settings().endpoint, host)).status;
  expect(await status()).toBe(200);
  await become('erring');
  expect(await status()).toBe(503);
  expect((await buses(here)).EventBuses).not.toHaveLength(0);
  await become('well');
  expect(await status()).toBe(200);
  stop();
});

test('its tasks die, and come back with it', async () => {
  const region = new Region(cloud, here);
  await region.ecs.send(new CreateClusterCommand({ clusterName: 'default' }));
  await region.prepare();
  await region.create('api', 'v1', 2);
  await region.stable('api');
  await become('dark');
  await sleep(1000);
  await become('well');
  await eventually(
    () => region.tasks('api', 'STOPPED'),
    (stopped) => stopped.length === 2,
  );
  await region.stable('api');
});

test('a zone that fails loses its tasks, and the other one starts them', async () => {
  const region = new Region(cloud, 'us-west-2');
  const sick = () => setRegion(cloud.settings().endpoint, region.name, 'zone-sick');
  await region.ecs.send(new CreateClusterCommand({ clusterName: 'default' }));
  await region.prepare();
  await region.create('api', 'v1', 4);
  await region.stable('api');
  await sick();
  const lost = () => region.tasks('api', 'STOPPED');
  await eventually(lost, (stopped) => stopped.length === 2);
  await region.stable('api');
  expect(await region.tasks('api', 'RUNNING')).toHaveLength(4);
  expect(await lost()).toHaveLength(2);
});

test('a region that is cut off answers functions and its API, and no user', async () => {
  const { host, stop } = await serving('cut-off');
  const { endpoint } = cloud.settings();
  await become('cut-off');
  expect((await get(endpoint, host, '/', { 'x-function-region': there })).status).toBe(200);
  expect((await buses(here)).EventBuses).not.toHaveLength(0);
  await nothingComesBack(get(endpoint, host), 1000);
  stop();
});

test('a region that is unreachable answers users, and no function of another region', async () => {
  const { host, stop } = await serving('unreachable');
  const { endpoint } = cloud.settings();
  const from = (region: string) => get(endpoint, host, '/', { 'x-function-region': region });
  await become('unreachable');
  expect((await get(endpoint, host)).status).toBe(200);
  expect((await from(here)).status).toBe(200);
  await nothingComesBack(from(there), 1000);
  stop();
});
