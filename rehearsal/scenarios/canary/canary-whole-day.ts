import { strategyPresets } from '#wire/strategy-presets.ts';
import type { Scenario } from '../scenario.ts';

const { steps, limits } = strategyPresets['canary-watch'];

export const canaryWholeDay: Scenario = {
  name: 'canary-whole-day',
  title: 'A canary that is watched for a day',
  story:
    'v2 gets one request in twenty for 24 hours, and the judge looks at it each minute. It finds no fault, and v2 gets all traffic.',
  given: { live: 'v1', requestsPerSecond: 10 },
  when: [{ deploy: { image: 'v2', steps, judging: { limits }, reason: 'a fault that shows slowly' } }],
  then: { deployments: ['succeeded'], live: 'v2', failedRequests: 0 },
  differsFrom: 'ShiftTraffic',
};
