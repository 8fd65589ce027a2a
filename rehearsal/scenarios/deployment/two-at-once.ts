import type { Scenario } from '../scenario.ts';
import { usualSteps } from '../usual-steps.ts';

export const twoAtOnce: Scenario = {
  name: 'two-at-once',
  title: 'Two requests at once',
  story:
    'While v2 is being deployed, a person asks for v3. Sluice refuses the second request with the reason, and v2 takes over.',
  given: { live: 'v1', requestsPerSecond: 40 },
  when: [
    {
      deploy: { image: 'v2', steps: usualSteps, reason: 'the first request' },
      meanwhile: { at: 'DeployApplication', act: { kind: 'request', requests: [{ image: 'v3', onBusy: 'reject' }] } },
    },
  ],
  then: { deployments: ['succeeded', 'failed'], live: 'v2', failedRequests: 0 },
  differsFrom: 'DeployApplication',
};
