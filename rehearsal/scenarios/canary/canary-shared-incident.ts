import { canarySteps } from './canary-steps.ts';
import type { Scenario } from '../scenario.ts';

export const canarySharedIncident: Scenario = {
  name: 'canary-shared-incident',
  title: 'Both versions fail alike',
  story:
    'Something that both versions depend on fails a fifth of all requests, and alarms ring for both. That is no fault of v2, and it goes on.',
  given: { live: 'v1-errors-20', requestsPerSecond: 60 },
  when: [{ deploy: { image: 'v2-errors-20', steps: canarySteps, reason: 'both versions fail alike' } }],
  then: { deployments: ['succeeded'], live: 'v2-errors-20', failedRequests: 60000 },
  differsFrom: 'ShiftTraffic',
};
