import { canarySteps } from './canary-steps.ts';
import type { Scenario } from '../scenario.ts';

export const canaryGood: Scenario = {
  name: 'canary-good',
  title: 'A canary that is as good as the old version',
  story: 'The judge compares v2 with v1 at every weight. v2 is never worse, and gets all the traffic.',
  given: { live: 'v1', requestsPerSecond: 60 },
  when: [{ deploy: { image: 'v2', steps: canarySteps, reason: 'a canary that is as good as the old version' } }],
  then: { deployments: ['succeeded'], live: 'v2', failedRequests: 0 },
};
