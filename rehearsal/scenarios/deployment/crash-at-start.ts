import type { Scenario } from '../scenario.ts';
import { usualSteps } from '../usual-steps.ts';

export const crashAtStart: Scenario = {
  name: 'crash-at-start',
  title: 'A version that crashes at start',
  story: 'v2 dies as soon as it runs. It never gets traffic, the deployment gives the reason, and v1 keeps serving.',
  given: { live: 'v1', requestsPerSecond: 40 },
  when: [{ deploy: { image: 'v2-crash-at-start', steps: usualSteps, reason: 'a release that cannot start' } }],
  then: { deployments: ['failed'], live: 'v1', failedRequests: 0 },
  differsFrom: 'DeployApplication',
};
