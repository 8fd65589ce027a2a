import type { Scenario } from '../scenario.ts';
import { usualSteps } from '../usual-steps.ts';

export const stoppedByHand: Scenario = {
  name: 'stopped-by-hand',
  title: 'A person stops the execution in mid-shift',
  story:
    'Half the traffic is on v2 when a person stops the execution in the console. The guardian returns all traffic to v1.',
  given: { live: 'v1', requestsPerSecond: 40 },
  when: [
    {
      deploy: { image: 'v2', steps: usualSteps, reason: 'a release that a person stops' },
      meanwhile: { at: 'ShiftTraffic', act: { kind: 'stop' } },
    },
  ],
  then: { deployments: ['stopped'], live: 'v1', failedRequests: 0 },
  differsFrom: 'ShiftTraffic',
};
