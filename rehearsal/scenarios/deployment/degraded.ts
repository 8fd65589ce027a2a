import type { Scenario } from '../scenario.ts';
import { usualSteps } from '../usual-steps.ts';

export const degraded: Scenario = {
  name: 'degraded',
  title: 'A version that is well only on the surface',
  story:
    'v2 passes the load balancer’s health check, but another of its health endpoints answers with errors. Verification asks them all before any user does, and v1 serves on.',
  given: { live: 'v1', requestsPerSecond: 40 },
  when: [{ deploy: { image: 'v2-degraded', steps: usualSteps, reason: 'a release that is half well' } }],
  then: { deployments: ['failed'], live: 'v1', failedRequests: 0 },
  differsFrom: 'VerifyHealth',
};
