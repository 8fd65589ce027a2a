import type { Scenario } from '../scenario.ts';
import { usualSteps } from '../usual-steps.ts';

export const goodRelease: Scenario = {
  name: 'good-release',
  title: 'A good release takes over',
  story:
    'v1 serves every user. v2 starts beside it, takes 10 %, 50 % and then all traffic, and v1 leaves. No user notices.',
  given: { live: 'v1', requestsPerSecond: 40 },
  when: [
    {
      deploy: {
        image: 'v2',
        steps: usualSteps,
        reason: 'a good release',
      },
    },
  ],
  then: { deployments: ['succeeded'], live: 'v2', failedRequests: 0 },
};
