import type { Scenario } from '../scenario.ts';
import { usualSteps } from '../usual-steps.ts';

export const weightChangedBefore: Scenario = {
  name: 'weight-changed-before',
  title: 'Somebody has moved traffic to an empty slot',
  story:
    'Somebody has given 30 % to the slot where nothing runs when v2 is asked for. Nothing is built on that: the deployment is refused, everybody is brought back to v1, and the ledger says who to look for.',
  given: { live: 'v1', requestsPerSecond: 20, emptySlotShare: 30 },
  when: [{ deploy: { image: 'v2', steps: usualSteps, reason: 'a release that comes at the wrong moment' } }],
  // All of them before v2 is asked for, or while it is refused.
  then: { deployments: ['failed'], live: 'v1', failedRequests: 3000 },
};
