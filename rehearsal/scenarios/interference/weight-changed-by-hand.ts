import type { Scenario } from '../scenario.ts';
import { usualSteps } from '../usual-steps.ts';

export const weightChangedByHand: Scenario = {
  name: 'weight-changed-by-hand',
  title: 'A person moves traffic by hand',
  story:
    'v2 has 10 % when a person gives it 70 % in the console. The shift finds weights that it did not set, does not continue from them, and Sluice returns all traffic to v1.',
  given: { live: 'v1', requestsPerSecond: 40 },
  when: [
    {
      deploy: { image: 'v2', steps: usualSteps, reason: 'a release that a person is in a hurry for' },
      meanwhile: { at: 'ShiftTraffic', share: 10, act: { kind: 'move-weight', share: 70 } },
    },
  ],
  then: { deployments: ['failed'], live: 'v1', failedRequests: 0 },
  differsFrom: 'ShiftTraffic',
};
