import type { Scenario } from '../scenario.ts';
import { usualSteps } from '../usual-steps.ts';

export const weightChangedBefore: Scenario = {
  name: 'weight-changed-before',
  title: 'A person has moved traffic to an empty slot',
  story:
    'A person has given 30 % to the slot where nothing runs when v2 is requested. Sluice does not continue from there: it refuses the deployment, returns all traffic to v1, and the ledger says where to look for who moved it.',
  given: { live: 'v1', requestsPerSecond: 20, emptySlotShare: 30 },
  when: [{ deploy: { image: 'v2', steps: usualSteps, reason: 'a release that comes at the wrong moment' } }],
  // All of them before v2 is requested, or while it is refused.
  then: { deployments: ['failed'], live: 'v1', failedRequests: 3000 },
};
