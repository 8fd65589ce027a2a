import { marshall } from '@aws-sdk/util-dynamodb';
import { expect, it } from 'vitest';
import type { DeploymentEvent } from '#domain/ledger/deployment-events.ts';
import { watcher } from '#watchers/publish-events.watcher.ts';

const startedAt = '2026-01-05T09:00:00.000Z';
const asked = { image: 'v2', requestedBy: 'Ada', reason: 'a fix' };
const entry = { ...asked, deploymentId: 'd1', service: 'api', requestId: 'r1', startedAt, execution: 'e1' };
const waiting = { service: 'api', deploymentId: 'd1', kind: 'decision', token: 't', about: 'unclear', slot: 'blue' };
const progress = { step: 0, journey: [], forced: false };
const outcome = { outcome: 'succeeded', reason: 'well', endedAt: '2026-01-05T09:10:00.000Z' };
const decision = { deploymentId: 'd1', at: '2026-01-05T09:05:00.000Z', who: 'judge', what: 'shift', why: 'not worse' };
const key = (sk: string) => ({ pk: 'service#api', sk });

const record = (NewImage: object, OldImage?: object) => ({
  eventID: 'unused',
  dynamodb: { NewImage: marshall(NewImage), ...(OldImage && { OldImage: marshall(OldImage) }) },
});

it('publishes what the stream of the ledger delivers, in its order', async () => {
  const told: DeploymentEvent[] = [];
  const Records = [
    record({ ...key('deployment#d1'), entry }),
    record({ ...key('lock'), owner: 'd1', fence: 7 }),
    record({ ...key('decision#d1#2026-01-05T09:05:00.000Z#judge'), decision }),
    record({
      ...key('wait'),
      deploymentId: 'd1',
      wait: { ...waiting, openedAt: startedAt, targetsNeeded: 1, progress },
    }),
    record({ ...key('deployment#d1'), entry, outcome }, { ...key('deployment#d1'), entry }),
    record({ pk: 'request#r1', sk: 'handled', deploymentId: 'd1' }),
  ];
  await watcher.call({ Records }, { publisher: { publish: async (events) => void told.push(...events) } });
  expect(told.map(({ type, detail }) => `${type}: ${detail['deploymentId']}`)).toEqual([
    'Sluice Deployment Started: d1',
    'Sluice Canary Judged: d1',
    'Sluice Deployment Held: d1',
    'Sluice Deployment Succeeded: d1',
  ]);
});
