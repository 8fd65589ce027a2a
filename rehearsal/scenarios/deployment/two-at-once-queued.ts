import type { Scenario } from '../scenario.ts';
import { quickSteps } from '../quick-steps.ts';

export const twoAtOnceQueued: Scenario = {
  name: 'two-at-once-queued',
  title: 'Requests that wait in the queue',
  story:
    'While v2 is being deployed, a person asks for v3, and then for v4. The newest request waits, the older one is notified, and v4 follows v2 by itself.',
  given: { live: 'v1', requestsPerSecond: 40 },
  when: [
    {
      deploy: { image: 'v2', steps: quickSteps, reason: 'the first request' },
      meanwhile: {
        at: 'DeployApplication',
        act: {
          kind: 'request',
          requests: [
            { image: 'v3', onBusy: 'queue' },
            { image: 'v4', onBusy: 'queue', deliveries: 2 },
          ],
        },
      },
    },
  ],
  then: { deployments: ['succeeded', 'failed', 'succeeded', 'succeeded'], live: 'v4', failedRequests: 0 },
  differsFrom: 'DeployApplication',
};
