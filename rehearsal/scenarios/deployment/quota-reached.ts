import type { Scenario } from '../scenario.ts';
import { usualSteps } from '../usual-steps.ts';

export const quotaReached: Scenario = {
  name: 'quota-reached',
  title: 'The account has no room for a second slot',
  story:
    'v2 would run beside v1, but others use all but two vCPUs of the account’s quota. Sluice refuses the deployment before any task starts, and says whom to ask.',
  given: { live: 'v1', requestsPerSecond: 60, vcpusUsed: 138 },
  when: [{ deploy: { image: 'v2', steps: usualSteps, reason: 'a release into a full account' } }],
  then: { deployments: ['failed'], live: 'v1', failedRequests: 0 },
};
