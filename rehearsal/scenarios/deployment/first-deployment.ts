import type { Scenario } from '../scenario.ts';

export const firstDeployment: Scenario = {
  name: 'first-deployment',
  title: 'The first deployment of a service',
  story: 'Nothing runs yet. The first version starts on the idle slot and takes all traffic at once.',
  given: { requestsPerSecond: 0 },
  when: [{ deploy: { image: 'v1', steps: [{ weight: 100, bakeSeconds: 30 }], reason: 'the very first version' } }],
  then: { deployments: ['succeeded'], live: 'v1', failedRequests: 0 },
};
