import { stages } from '#domain/deployment/stages.ts';
import { quickSteps } from '../quick-steps.ts';
import type { Scenario } from '../scenario.ts';

export const stoppedAtEachStage: Scenario = {
  name: 'stopped-at-each-stage',
  title: 'A person stops the execution at each of the eight stages',
  story:
    'v2 is deployed eight times, and each time a person stops it one stage later. v1 keeps serving until it has begun to leave: from then on v2, which has proven itself, stays.',
  given: { live: 'v1', requestsPerSecond: 40 },
  when: stages.map((at) => ({
    // The guardian may still be at work for the one before.
    deploy: { image: 'v2', steps: quickSteps, reason: `a release that is stopped at ${at}`, onBusy: 'queue' },
    meanwhile: { at, act: { kind: 'stop', quick: true } },
  })),
  then: { deployments: stages.map(() => 'stopped'), live: 'v2', failedRequests: 0 },
};
