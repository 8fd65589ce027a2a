import { canarySteps } from './canary-steps.ts';
import type { Scenario } from '../scenario.ts';

export const canaryLittleTraffic: Scenario = {
  name: 'canary-little-traffic',
  title: 'A canary with very little traffic',
  story: 'A few requests a minute cannot show whether v2 is good. Sluice holds it, and a person decides.',
  given: { live: 'v1', requestsPerSecond: 0.1 },
  when: [
    {
      deploy: {
        image: 'v2',
        steps: canarySteps,
        reason: 'a canary with very little traffic',
        judging: { maxExtensionMinutes: 4, onInconclusive: 'hold' },
      },
      meanwhile: { at: 'ShiftTraffic', act: { kind: 'say', say: 'promote', by: 'Ada', why: 'the logs look fine' } },
    },
  ],
  then: { deployments: ['succeeded'], live: 'v2', failedRequests: 0 },
  differsFrom: 'ShiftTraffic',
};
