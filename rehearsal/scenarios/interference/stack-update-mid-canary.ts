import type { Scenario } from '../scenario.ts';

export const stackUpdateMidCanary: Scenario = {
  name: 'stack-update-mid-canary',
  title: 'A stack update in the middle of a canary',
  story:
    'A quarter of the traffic is on v2 when a person deploys the stack with another health path, scaling rule and variable. Weights, versions and counts stay. A change that would replace tasks is refused until the deployment has ended.',
  given: { live: 'v1', requestsPerSecond: 100 },
  when: [
    {
      deploy: {
        image: 'v2',
        // Long enough for two updates of a stack, also in the local cloud's time.
        steps: [
          { weight: 25, bakeSeconds: 400 },
          { weight: 100, bakeSeconds: 60 },
        ],
        reason: 'a release that a stack update must not disturb',
      },
      meanwhile: { at: 'ShiftTraffic', share: 25, act: { kind: 'update-stack' } },
    },
  ],
  then: { deployments: ['succeeded'], live: 'v2', failedRequests: 0 },
  differsFrom: 'ShiftTraffic',
};
