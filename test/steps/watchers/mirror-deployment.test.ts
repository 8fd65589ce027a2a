import { expect, it } from 'vitest';
import { SimulatedPrimaryState } from '#rehearsal/simulator/regions/primary-state.ts';
import { watcher } from '#watchers/mirror-deployment.watcher.ts';

const time = '2026-01-05T09:00:00Z';
const endedAt = '2026-01-05T09:10:00.000Z';
const told = (type: string, detail: object) => ({ 'detail-type': type, time, detail: { service: 'api', ...detail } });

it('a deployment is under way from its first event until one that says when it ended', async () => {
  const primaryState = new SimulatedPrimaryState();
  const hear = (type: string, detail: object) =>
    watcher.call(told(type, { deploymentId: 'd1', ...detail }), { primaryState });
  expect(await hear('Sluice Deployment Started', { image: 'v2' })).toEqual({ mirrored: 'under way' });
  // A person is asked: that is not its end.
  expect(await hear('Sluice Deployment Held', { why: 'unclear', answer: '{}' })).toEqual({ mirrored: 'under way' });
  expect(await primaryState.deployments()).toEqual([{ deploymentId: 'd1', toldAt: time }]);
  expect(await hear('Sluice Deployment RolledBack', { endedAt })).toEqual({ mirrored: 'ended' });
  expect(await primaryState.deployments()).toEqual([{ deploymentId: 'd1', toldAt: time, endedAt }]);
});

it('the end of a stage does not end the deployment, nor restart one that has ended', async () => {
  const primaryState = new SimulatedPrimaryState();
  const hear = (type: string, detail: object) => watcher.call(told(type, detail), { primaryState });
  await hear('Sluice Deployment Succeeded', { deploymentId: 'd1', endedAt });
  await hear('Sluice Deployment Stage Completed', { deploymentId: 'd1', stage: 'CleanUp', endedAt });
  await hear('Sluice Deployment Stage Completed', { deploymentId: 'd2', stage: 'BuildImage', endedAt });
  expect(await primaryState.deployments()).toEqual([
    { deploymentId: 'd2', toldAt: time },
    { deploymentId: 'd1', toldAt: time, endedAt },
  ]);
});
