import type { Scenario } from '../scenario.ts';
import { usualSteps } from '../usual-steps.ts';

export const approvalRefused: Scenario = {
  name: 'approval-refused',
  title: 'A second person refuses',
  story: 'Grace looks at v2 and refuses it. Nothing has changed, and the ledger records the reason.',
  given: { live: 'v1', requestsPerSecond: 20, approvalRequired: true },
  when: [
    {
      deploy: { image: 'v2', steps: usualSteps, reason: 'a release that Grace refuses' },
      meanwhile: {
        at: 'PushImage',
        act: { kind: 'say', say: 'refuse', by: 'Grace', why: 'not before the sale is over' },
      },
    },
  ],
  then: { deployments: ['failed'], live: 'v1', failedRequests: 0 },
  differsFrom: 'PushImage',
};
