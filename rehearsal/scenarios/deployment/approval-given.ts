import type { Scenario } from '../scenario.ts';
import { usualSteps } from '../usual-steps.ts';

export const approvalGiven: Scenario = {
  name: 'approval-given',
  title: 'A second person approves first',
  story: 'Production requires a second pair of eyes. v2 waits with nothing changed until Grace approves its digest.',
  given: { live: 'v1', requestsPerSecond: 20, approvalRequired: true },
  when: [
    {
      deploy: { image: 'v2', steps: usualSteps, reason: 'a release that a second person has to approve' },
      meanwhile: { at: 'PushImage', act: { kind: 'say', say: 'approve', by: 'Grace', why: 'staging was quiet' } },
    },
  ],
  then: { deployments: ['succeeded'], live: 'v2', failedRequests: 0 },
  differsFrom: 'PushImage',
};
