import { contract as buildImage } from '#steps/deployment/build-image.contract.ts';
import { contract as pushImage } from '#steps/deployment/push-image.contract.ts';
import { contract as askApproval } from '#steps/deployment/ask-approval.contract.ts';
import type { States } from '../definition.ts';
import { crash, crashBeforeWait, lambda, onFailure, transient, until, waitForAnswer } from '../fragments.ts';

/** The image is found or built, scanned, and approved where the environment asks for it. */
export const image: States = {
  BuildImage: lambda(buildImage, {
    Comment: 'an image that exists is taken by its digest. Looks again after a build.',
    Payload: {
      target: '{% $plan.target %}',
      image: '{% $validated.image %}',
      fromSource: '{% $validated.fromSource %}',
      build: '{% $build %}',
    },
    Assign: { search: '{% $states.result.Payload %}' },
    Retry: [transient(), crash()],
    Catch: [onFailure('RollBack')],
    Next: 'DoesImageExist',
  }),

  DoesImageExist: {
    Type: 'Choice',
    Comment: 'An image is built only if it does not exist.',
    Choices: [{ Condition: `{% $search.kind = 'to-build' %}`, Next: 'RunBuild' }],
    Default: 'PushImage',
    Assign: { image: '{% $search.image %}' },
  },

  RunBuild: {
    Type: 'Task',
    Comment:
      'CodeBuild makes the image of the commit. Whatever comes of it, what counts is whether the image exists then.',
    Resource: 'arn:aws:states:::codebuild:startBuild.sync',
    Arguments: {
      ProjectName: '{% $search.project %}',
      SourceVersion: '{% $validated.image %}',
      IdempotencyToken: '{% $plan.deploymentId %}',
    },
    TimeoutSeconds: 3900,
    Assign: { build: { kind: 'succeeded' } },
    Retry: [
      {
        ErrorEquals: ['CodeBuild.AccountLimitExceededException', 'CodeBuild.SdkClientException'],
        IntervalSeconds: 10,
        BackoffRate: 2,
        MaxDelaySeconds: 60,
        MaxAttempts: 6,
        JitterStrategy: 'FULL',
      },
    ],
    Catch: [
      {
        ErrorEquals: ['States.ALL'],
        Assign: { build: { kind: 'failed', failure: '{% $states.errorOutput %}' } },
        Next: 'BuildImage',
      },
    ],
    Next: 'BuildImage',
  },

  PushImage: lambda(pushImage, {
    Comment:
      'the very digest is in the registry, scanned and good enough, and copied to the standby region. Looks every 10 s for at most 15 minutes each.',
    Payload: { target: '{% $plan.target %}', image: '{% $image %}', restored: '{% $exists($validated.restores) %}' },
    Assign: { image: '{% $states.result.Payload %}' },
    Retry: [
      until('ScanUnderWay', { every: 10, for: '15 min' }),
      until('CopyUnderWay', { every: 10, for: '15 min' }),
      transient(),
      crash(),
    ],
    Catch: [onFailure('RollBack')],
    Next: 'IsApprovalNeeded',
  }),

  IsApprovalNeeded: {
    Type: 'Choice',
    Comment: 'A restore of the release before does not wait for an approval.',
    Choices: [
      {
        Condition: '{% $plan.target.approvalRequired = true and $not($exists($validated.restores)) %}',
        Next: 'AskApproval',
      },
    ],
    Default: 'UpdateInfrastructure',
  },

  AskApproval: waitForAnswer(askApproval, {
    Comment:
      'A person other than the requester approves this exact image. For at most a day: what is approved later may not be what was looked at.',
    Payload: {
      plan: '{% $plan %}',
      image: '{% $image %}',
      requestedBy: '{% $validated.requestedBy %}',
      reason: '{% $validated.reason %}',
      token: '{% $states.context.Task.Token %}',
      openedAt: '{% $states.context.State.EnteredTime %}',
      seconds: 86400,
    },
    TimeoutSeconds: 86400,
    Assign: { answer: '{% $states.result %}' },
    Retry: [transient(), crashBeforeWait()],
    Catch: [
      {
        ErrorEquals: ['States.Timeout'],
        Assign: {
          failure: {
            Error: 'ApprovalExpired',
            Cause: `{% 'No person approved ' & $image.label & ' within a day. Request it again' %}`,
          },
        },
        Next: 'RollBack',
      },
      onFailure('RollBack'),
    ],
    Next: 'WasApproved',
  }),

  WasApproved: {
    Type: 'Choice',
    Comment: 'Anything but an approval ends it, with nothing changed.',
    Choices: [{ Condition: `{% $answer.say = 'approve' %}`, Next: 'UpdateInfrastructure' }],
    Default: 'RollBack',
    Assign: { failure: { Error: 'ApprovalRefused', Cause: `{% $answer.by & ': ' & $answer.why %}` } },
  },
};
