import type { Scenario } from '../scenario.ts';

export const scaleOutAndIn: Scenario = {
  name: 'scale-out-and-in',
  title: 'A service grows, is deployed, and shrinks',
  story:
    'Load rises and the live slot grows by two; the idle one stays empty. v2 starts with as many tasks. The load falls in mid-shift, but no slot shrinks until v1 has left; then v2 does.',
  given: { live: 'v1', requestsPerSecond: 40, load: 'high' },
  when: [
    {
      deploy: {
        image: 'v2',
        steps: [
          { weight: 50, bakeSeconds: 120 },
          { weight: 100, bakeSeconds: 60 },
        ],
        reason: 'a release of a service that has grown',
      },
      meanwhile: { at: 'ShiftTraffic', act: { kind: 'load', load: 'low' } },
    },
  ],
  then: { deployments: ['succeeded'], live: 'v2', failedRequests: 0, shrinks: true },
};
