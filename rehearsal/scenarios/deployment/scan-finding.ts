import type { Scenario } from '../scenario.ts';
import { usualSteps } from '../usual-steps.ts';

export const scanFinding: Scenario = {
  name: 'scan-finding',
  title: 'An image with a known vulnerability',
  story:
    'The registry’s scan of v2 has a critical finding. The deployment stops before any task of it starts, and names the finding.',
  given: { live: 'v1', requestsPerSecond: 40 },
  when: [{ deploy: { image: 'v2-critical', steps: usualSteps, reason: 'a release on an old base image' } }],
  then: { deployments: ['failed'], live: 'v1', failedRequests: 0 },
  differsFrom: 'PushImage',
};
