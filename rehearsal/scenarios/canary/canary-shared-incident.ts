import { canarySteps } from './canary-steps.ts';
import type { Scenario } from '../scenario.ts';

export const canarySharedIncident: Scenario = {
  name: 'canary-shared-incident',
  title: 'Both versions fail alike',
  story:
    'A shared dependency fails a fifth of all requests, and alarms go off for both versions. That is no fault of v2, and its rollout continues.',
  given: { live: 'v1-errors-20', requestsPerSecond: 60 },
  when: [{ deploy: { image: 'v2-errors-20', steps: canarySteps, reason: 'both versions fail alike' } }],
  then: { deployments: ['succeeded'], live: 'v2-errors-20', failedRequests: 60000 },
  differsFrom: 'ShiftTraffic',
};
