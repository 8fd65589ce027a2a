import type { Scenario } from '../scenario.ts';
import { usualSteps } from '../usual-steps.ts';

export const neverHealthy: Scenario = {
  name: 'never-healthy',
  title: 'A version that never becomes healthy',
  story: 'v2 runs but answers its health checks with errors. It never gets traffic, and v1 keeps serving.',
  given: { live: 'v1', requestsPerSecond: 40 },
  when: [{ deploy: { image: 'v2-never-healthy', steps: usualSteps, reason: 'a release that is not healthy' } }],
  then: { deployments: ['failed'], live: 'v1', failedRequests: 0 },
  differsFrom: 'DeployApplication',
};
