import type { Scenario } from '../scenario.ts';
import { quickSteps } from '../quick-steps.ts';

export const twoAtOnceSuperseding: Scenario = {
  name: 'two-at-once-superseding',
  title: 'A request that supersedes another',
  story:
    'Half-way through v2 a person asks for v3, which supersedes it. Sluice stops v2, returns all traffic to v1, and v3 takes over.',
  given: { live: 'v1', requestsPerSecond: 40 },
  when: [
    {
      deploy: { image: 'v2', steps: quickSteps, reason: 'a release with a fault that has just been fixed' },
      meanwhile: {
        at: 'ShiftTraffic',
        act: { kind: 'request', requests: [{ image: 'v3', onBusy: 'supersede' }] },
      },
    },
  ],
  then: { deployments: ['stopped', 'succeeded'], live: 'v3', failedRequests: 0 },
  differsFrom: 'ShiftTraffic',
};
