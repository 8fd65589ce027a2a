import { canarySteps } from './canary-steps.ts';
import type { Scenario } from '../scenario.ts';

export const canaryFailsUnderLoad: Scenario = {
  name: 'canary-fails-under-load',
  title: 'A canary that fails under load',
  story:
    'v2 is fine with a fifth of the traffic and breaks down with half of it, when each task gets ten requests a second. The judge decides again at each weight, and rolls v2 back from there.',
  given: { live: 'v1', requestsPerSecond: 60 },
  when: [{ deploy: { image: 'v2-fails-above-7', steps: canarySteps, reason: 'a canary that fails under load' } }],
  then: { deployments: ['failed'], live: 'v1', failedRequests: 12_000 },
  differsFrom: 'ShiftTraffic',
};
