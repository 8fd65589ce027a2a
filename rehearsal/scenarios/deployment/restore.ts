import { quickSteps } from '../quick-steps.ts';
import type { Scenario } from '../scenario.ts';

export const restore: Scenario = {
  name: 'restore',
  title: 'Back to the previous release',
  story:
    'v2 is live and v1 has been cleaned up when an operator finds a fault in v2. One request brings v1 back, as soon as it is healthy.',
  given: { live: 'v1', requestsPerSecond: 40 },
  when: [
    { deploy: { image: 'v2', steps: quickSteps, reason: 'a release whose fault shows late' } },
    { deploy: { image: 'v1', steps: quickSteps, reason: 'v2 forgets what people have ordered', restore: true } },
  ],
  then: { deployments: ['succeeded', 'succeeded'], live: 'v1', failedRequests: 0 },
};
