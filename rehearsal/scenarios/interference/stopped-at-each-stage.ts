import { stages } from '#domain/deployment/stages.ts';
import { quickSteps } from '../quick-steps.ts';
import type { Scenario } from '../scenario.ts';

export const stoppedAtEachStage: Scenario = {
  name: 'stopped-at-each-stage',
  title: 'Somebody stops the execution at each of the eight stages',
  story:
    'Eight times v2 is deployed, and each time somebody stops it one stage later. v1 serves on, until it has begun to leave: then v2, which has proven itself, stays.',
  given: { live: 'v1', requestsPerSecond: 40 },
  when: stages.map((at) => ({
    // The guardian may still be at work for the one before.
    deploy: { image: 'v2', steps: quickSteps, reason: `a release that is stopped at ${at}`, onBusy: 'queue' },
    meanwhile: { at, act: { kind: 'stop', quick: true } },
  })),
  then: { deployments: stages.map(() => 'stopped'), live: 'v2', failedRequests: 0 },
};
