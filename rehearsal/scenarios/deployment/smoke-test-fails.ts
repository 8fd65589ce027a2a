import type { Scenario } from '../scenario.ts';
import { usualSteps } from '../usual-steps.ts';

export const smokeTestFails: Scenario = {
  name: 'smoke-test-fails',
  title: 'The service’s own test fails',
  story:
    'v2 answers every health check, but the service’s own smoke test finds a fault before any user does. Even the hook that should undo the changes of v2 fails: the rollback reports it and continues, and v1 keeps serving.',
  given: {
    live: 'v1',
    requestsPerSecond: 40,
    hooks: {
      smokeTest: { command: ['smoke-test'], timeoutSeconds: 120 },
      onRollback: { command: ['undo'], timeoutSeconds: 120 },
    },
  },
  when: [
    { deploy: { image: 'v2-job-fails', steps: usualSteps, reason: 'a release with a fault that only a test finds' } },
  ],
  then: { deployments: ['failed'], live: 'v1', failedRequests: 0 },
  differsFrom: 'VerifyHealth',
};
