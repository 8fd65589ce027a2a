import { canarySteps } from './canary-steps.ts';
import type { Scenario } from './scenario.ts';

export const canarySharedIncident: Scenario = {
  name: 'canary-shared-incident',
  title: 'Both versions fail alike',
  story: 'Something that both versions depend on fails 5 % of all requests. That is no fault of v2, and it goes on.',
  given: { live: 'v1-errors', requestsPerSecond: 60 },
  when: [{ deploy: { image: 'v2-errors', steps: canarySteps, reason: 'both versions fail alike' } }],
  then: { deployments: ['succeeded'], live: 'v2-errors', failedRequests: 60000 },
  differsFrom: 'ShiftTraffic',
};
