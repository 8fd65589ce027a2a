import type { Scenario } from '../scenario.ts';
import { usualSteps } from '../usual-steps.ts';

export const degraded: Scenario = {
  name: 'degraded',
  title: 'A version that only seems healthy',
  story:
    'v2 passes the load balancer’s health check, but another of its health endpoints answers with errors. Verification checks all of them before v2 gets any user, and v1 keeps serving.',
  given: { live: 'v1', requestsPerSecond: 40 },
  when: [{ deploy: { image: 'v2-degraded', steps: usualSteps, reason: 'a release that only seems healthy' } }],
  then: { deployments: ['failed'], live: 'v1', failedRequests: 0 },
  differsFrom: 'VerifyHealth',
};
