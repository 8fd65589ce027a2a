import { canarySteps } from './canary-steps.ts';
import type { Scenario } from '../scenario.ts';

export const canaryErrors: Scenario = {
  name: 'canary-errors',
  title: 'A canary that fails one request in twenty',
  story: 'v2 answers its health checks and fails 5 % of the requests. The judge compares it with v1 and rolls it back.',
  given: { live: 'v1', requestsPerSecond: 60 },
  when: [{ deploy: { image: 'v2-errors', steps: canarySteps, reason: 'a canary that fails one request in twenty' } }],
  then: { deployments: ['failed'], live: 'v1', failedRequests: 2500 },
  differsFrom: 'ShiftTraffic',
};
