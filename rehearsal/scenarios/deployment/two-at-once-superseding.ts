import type { Scenario } from '../scenario.ts';
import { quickSteps } from '../quick-steps.ts';

export const twoAtOnceSuperseding: Scenario = {
  name: 'two-at-once-superseding',
  title: 'A request that comes first',
  story:
    'Half-way through v2 somebody asks for v3, which supersedes it. v2 is stopped, everybody is brought back to v1, and v3 takes over.',
  given: { live: 'v1', requestsPerSecond: 40 },
  when: [
    {
      deploy: { image: 'v2', steps: quickSteps, reason: 'a release with a fault that somebody has just mended' },
      meanwhile: {
        at: 'ShiftTraffic',
        act: { kind: 'request', requests: [{ image: 'v3', onBusy: 'supersede' }] },
      },
    },
  ],
  then: { deployments: ['stopped', 'succeeded'], live: 'v3', failedRequests: 0 },
  differsFrom: 'ShiftTraffic',
};
