import type { Scenario } from '../scenario.ts';
import { usualSteps } from '../usual-steps.ts';

export const imageMissing: Scenario = {
  name: 'image-missing',
  title: 'An image that does not exist',
  story: 'A request names a tag that has not been pushed. Sluice refuses it with a clear reason and changes nothing.',
  given: { live: 'v1', requestsPerSecond: 40 },
  when: [{ deploy: { image: 'v9', steps: usualSteps, reason: 'a tag with a typing error' }, imageMissing: true }],
  then: { deployments: ['failed'], live: 'v1', failedRequests: 0 },
};
