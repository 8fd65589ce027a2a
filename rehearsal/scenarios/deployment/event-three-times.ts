import type { Scenario } from '../scenario.ts';
import { usualSteps } from '../usual-steps.ts';

export const eventThreeTimes: Scenario = {
  name: 'event-three-times',
  title: 'The same event three times',
  story: 'EventBridge delivers a request three times. It acts once.',
  given: { live: 'v1', requestsPerSecond: 40 },
  when: [
    { deploy: { image: 'v2', steps: usualSteps, reason: 'a request that is delivered three times' }, deliveries: 3 },
  ],
  then: { deployments: ['succeeded', 'succeeded', 'succeeded'], live: 'v2', failedRequests: 0 },
};
