import { canarySteps } from './canary-steps.ts';
import type { Scenario } from '../scenario.ts';

export const alarmInBake: Scenario = {
  name: 'alarm-in-bake',
  title: 'An alarm goes off while a version bakes',
  story: 'v2 looks fine, and then an alarm of its slot goes off. Within seconds all the traffic is back on v1.',
  given: { live: 'v1', requestsPerSecond: 60 },
  when: [
    {
      deploy: { image: 'v2', steps: canarySteps, reason: 'an alarm goes off while a version bakes' },
      meanwhile: { at: 'ShiftTraffic', act: { kind: 'alarm', what: 'errors' } },
    },
  ],
  then: { deployments: ['failed'], live: 'v1', failedRequests: 0 },
  differsFrom: 'ShiftTraffic',
};
