import { expect, it } from 'vitest';
import { factTypes, beginningsAndEnds } from '#domain/facts.ts';
import { SimulatedPrimaryNews } from '#rehearsal/simulator/regions/primary-news.ts';
import { watcher } from '#watchers/hear-deployment.watcher.ts';

const time = '2026-01-05T09:00:00Z';
const endedAt = '2026-01-05T09:10:00.000Z';
const told = (type: string, detail: object) => ({ 'detail-type': type, time, detail: { service: 'api', ...detail } });

it('a deployment is under way from its first fact until one that says when it ended', async () => {
  const news = new SimulatedPrimaryNews();
  const hear = (type: string, detail: object) => watcher.call(told(type, { deploymentId: 'd1', ...detail }), { news });
  expect(await hear('Sluice Deployment Started', { image: 'v2' })).toEqual({ heard: 'under way' });
  // Somebody is asked: that is not its end.
  expect(await hear('Sluice Deployment Held', { why: 'unclear', answer: '{}' })).toEqual({ heard: 'under way' });
  expect(await news.deployments()).toEqual([{ deploymentId: 'd1', toldAt: time }]);
  expect(await hear('Sluice Deployment RolledBack', { endedAt })).toEqual({ heard: 'ended' });
  expect(await news.deployments()).toEqual([{ deploymentId: 'd1', toldAt: time, endedAt }]);
});

it('nothing else is listened to', async () => {
  const others = factTypes.filter((type) => !(beginningsAndEnds as readonly string[]).includes(type));
  expect(others).toEqual(['Sluice Deployment Stage Completed', 'Sluice Canary Judged']);
  for (const type of others) {
    const heard = watcher.call(told(type, { deploymentId: 'd1' }), { news: new SimulatedPrimaryNews() });
    await expect(heard).rejects.toThrow(/detail-type/);
  }
});
