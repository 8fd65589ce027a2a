import { contract as deployApplication } from '#steps/deployment/deploy-application.contract.ts';
import { contract as verifyHealth } from '#steps/deployment/verify-health.contract.ts';
import { contract as cleanUp } from '#steps/deployment/clean-up.contract.ts';
import { contract as forgetOldReleases } from '#steps/deployment/forget-old-releases.contract.ts';
import { contract as recordSuccess } from '#steps/deployment/record-success.contract.ts';
import type { States } from '../definition.ts';
import { crash, evenIfItFails, lambda, on, onFailure, runMachine, transient, until } from '../fragments.ts';

/** The user's own code failed: the error has our name, and the cause what it left. */
const failsAs = (error: string) => ({
  ErrorEquals: ['States.ALL'] as const,
  Assign: {
    failure: `{% {'Error': '${error}', 'Cause': $exists($states.errorOutput.Cause) ? $states.errorOutput.Cause : $states.errorOutput.Error} %}`,
  },
  Next: 'RollBack',
});

/** The idle slot comes up, is verified, and takes the traffic. */
export const rollout: States = {
  DeployApplication: lambda(deployApplication, {
    Comment: 'the idle slot comes up to full capacity, without traffic. Looks every 5 s for at most 15 minutes.',
    Payload: { plan: '{% $plan %}', release: '{% $release %}' },
    Retry: [until('RolloutUnderWay', { every: 5, for: '15 min' }), transient(), crash()],
    Catch: [onFailure('RollBack')],
    Next: 'VerifyHealth',
  }),

  VerifyHealth: lambda(verifyHealth, {
    Comment:
      'every health endpoint of every task is asked, past the load balancer. Looks for healthy targets every 5 s for at most 3 minutes.',
    Payload: { plan: '{% $plan %}' },
    Retry: [until('SlotNotHealthy', { every: 5, for: '3 min' }), transient(), crash()],
    Catch: [onFailure('RollBack')],
    Next: 'IsThereASmokeTest',
    Assign: { verified: '{% $states.result.Payload %}' },
  }),

  IsThereASmokeTest: {
    Type: 'Choice',
    Comment: 'Part of stage 6, where the service has one of its own.',
    Choices: [{ Condition: '{% $exists($plan.target.hooks.smokeTest) %}', Next: 'RunSmokeTest' }],
    Default: 'ShiftTraffic',
  },

  RunSmokeTest: runMachine('Hook', {
    Comment: `The service's own test looks at the release before any user does. No retry: a test that failed has spoken.`,
    Name: `{% $plan.deploymentId & '-smoke-test' %}`,
    Input: {
      target: '{% $plan.target %}',
      hook: '{% $plan.target.hooks.smokeTest %}',
      taskDefinition: '{% $release.taskDefinition %}',
      facts: {
        purpose: 'SmokeTest',
        service: '{% $plan.target.service %}',
        environment: '{% $plan.target.environment %}',
        region: '{% $plan.target.region %}',
        deploymentId: '{% $plan.deploymentId %}',
        image: '{% $release.image.uri %}',
        slot: '{% $plan.shift.to %}',
        addresses: '{% $verified.addresses %}',
      },
    },
    TimeoutSeconds: 1300,
    Catch: [failsAs('SmokeTestFailed')],
    Next: 'ShiftTraffic',
  }),

  ShiftTraffic: runMachine('TrafficShift', {
    Comment: `traffic moves by the plan's steps. No retry: a shift that failed is undone, not repeated.`,
    Name: '{% $plan.deploymentId %}',
    Input: { plan: '{% $plan %}' },
    TimeoutSeconds: 133200,
    Catch: [onFailure('RollBack')],
    Next: 'CleanUp',
  }),

  CleanUp: lambda(cleanUp, {
    Comment:
      'the old version stops once its traffic is seen to be gone. Looks every 5 s for at most 15 minutes; the release is good even if the old version lingers, but not if the traffic does.',
    Payload: { plan: '{% $plan %}' },
    Retry: [
      until('TrafficNotGone', { every: 5, for: '30 s' }),
      until('RolloutUnderWay', { every: 5, for: '15 min' }),
      transient(),
      crash(),
    ],
    Catch: [on(['TakenOver', 'TrafficNotGone'], 'RollBack'), evenIfItFails('RecordSuccess')],
    Next: 'ForgetOldReleases',
  }),

  ForgetOldReleases: lambda(forgetOldReleases, {
    Comment:
      'The newest ten revisions stay, and any that runs or that one may go back to. The release is good even if this fails.',
    Payload: { plan: '{% $plan %}', release: '{% $release %}' },
    Retry: [transient(), crash()],
    Catch: [evenIfItFails('RecordSuccess')],
    Next: 'RecordSuccess',
  }),

  RecordSuccess: lambda(recordSuccess, {
    Comment: 'The ledger says which slot is live and why; the lock is free again.',
    Payload: { plan: '{% $plan %}', release: '{% $release %}' },
    Output: '{% $states.result.Payload %}',
    Retry: [transient(), crash()],
    Catch: [onFailure('RollBack')],
    Next: 'DeploymentSucceeded',
  }),
};
