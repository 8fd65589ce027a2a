import { canarySteps } from './canary-steps.ts';
import type { Scenario } from '../scenario.ts';

export const canarySlowTail: Scenario = {
  name: 'canary-slow-tail',
  title: 'A canary with a slow tail',
  story:
    'Every tenth answer of v2 takes ten times as long. No request fails, and the judge rolls it back for its 99th percentile.',
  given: { live: 'v1', requestsPerSecond: 60 },
  when: [{ deploy: { image: 'v2-slow-tail', steps: canarySteps, reason: 'a canary with a slow tail' } }],
  then: { deployments: ['failed'], live: 'v1', failedRequests: 0 },
  differsFrom: 'ShiftTraffic',
};
