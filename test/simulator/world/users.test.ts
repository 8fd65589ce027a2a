import { expect, it } from 'vitest';
import { weightsWith } from '#domain/slots/weights.ts';
import { VirtualClock } from '#rehearsal/simulator/clock.ts';
import { SeededRandom } from '#rehearsal/simulator/random.ts';
import { drawKnobs } from '#rehearsal/simulator/world/knobs.ts';
import { SimulatedWorld } from '#rehearsal/simulator/world/world.ts';
import { target } from '../support/stories.ts';

/** v1 serves 40 requests a second on green; blue runs a version without traffic. */
async function beside(tag: string) {
  const clock = new VirtualClock();
  const random = new SeededRandom(1);
  const world = new SimulatedWorld({
    clock,
    random,
    knobs: { ...drawKnobs(random.fork('knobs')), weightSeconds: [0, 0] },
    target,
    requestsPerSecond: 40,
  });
  for (const image of ['v1', tag]) world.push(image);
  await world.establish('v1');
  const image = await world.ports.registry.find('api', tag);
  const taskDefinition = await world.ports.platform.register(target, image!);
  await world.ports.platform.run(target, 'blue', { taskDefinition, tasks: 3 });
  await clock.runFor(120);
  const startedAt = clock.now();
  const shift = async (weight: number, seconds: number) => {
    await world.ports.router.setWeights(target, weightsWith('blue', weight));
    await clock.runFor(seconds);
  };
  return { world, shift, traffic: () => trafficSince(world, startedAt) };
}

function trafficSince(world: SimulatedWorld, startedAt: number) {
  const { buckets } = world.users.traffic(world.startedAt);
  const from = (startedAt - world.startedAt) / 1000;
  const counts: Record<string, { requests: number; failed: number }> = {};
  for (const { byVersion } of buckets.filter(({ elapsedSeconds }) => elapsedSeconds >= from)) {
    for (const [version, { requests, failed }] of Object.entries(byVersion)) {
      const before = counts[version] ?? { requests: 0, failed: 0 };
      counts[version] = { requests: before.requests + requests, failed: before.failed + failed };
    }
  }
  return counts;
}

it('shares requests by weight', async () => {
  const { shift, traffic } = await beside('v2');
  await shift(25, 100);
  expect(traffic()).toEqual({ v1: { requests: 3000, failed: 0 }, v2: { requests: 1000, failed: 0 } });
});

it('lets a bad version fail as the sample service does', async () => {
  const { shift, traffic } = await beside('v2-errors-20');
  await shift(50, 100);
  const bad = traffic()['v2-errors-20'];
  expect(bad?.requests).toBe(2000);
  expect((bad?.failed ?? 0) / 2000).toBeCloseTo(0.2, 1);
});

it('counts every request that meets a slot without a healthy target as failed', async () => {
  const { world, shift, traffic } = await beside('v2');
  await world.ports.platform.scale(target, 'blue', 0);
  await shift(10, 100);
  expect(traffic()).toEqual({ v1: { requests: 3600, failed: 0 }, none: { requests: 400, failed: 400 } });
});

it('adds up: what is charted is what is counted', async () => {
  const { world, shift } = await beside('v2-errors');
  for (const weight of [1, 7, 33]) await shift(weight, 31.7);
  const { buckets, totals } = world.users.traffic(world.startedAt);
  const charted = buckets.flatMap(({ byVersion }) => Object.values(byVersion));
  expect(charted.reduce((sum, { requests }) => sum + requests, 0)).toBe(totals.requests);
  expect(charted.reduce((sum, { failed }) => sum + failed, 0)).toBe(totals.failed);
});
