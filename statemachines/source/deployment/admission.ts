import { contract as validateConfiguration } from '#steps/deployment/validate-configuration.contract.ts';
import { contract as previewDeployment } from '#steps/deployment/preview-deployment.contract.ts';
import { contract as admitDeployment } from '#steps/deployment/admit-deployment.contract.ts';
import { contract as waitInQueue } from '#steps/deployment/wait-in-queue.contract.ts';
import type { States } from '../definition.ts';
import { crash, crashBeforeWait, lambda, on, onFailure, transient, waitForAnswer } from '../fragments.ts';

/** The request is checked, and the deployment takes the lock or waits for it. */
export const admission: States = {
  ValidateConfiguration: lambda(validateConfiguration, {
    Comment: 'the request and its service are checked. Nothing has changed yet.',
    Payload: {
      request: '{% $states.input %}',
      execution: {
        name: '{% $states.context.Execution.Name %}',
        startedAt: '{% $states.context.Execution.StartTime %}',
      },
    },
    Assign: { validated: '{% $states.result.Payload %}' },
    Retry: [transient(), crash()],
    Catch: [onFailure('DeploymentRefused')],
    Next: 'IsDryRun',
  }),

  IsDryRun: {
    Type: 'Choice',
    Comment: 'A dry run answers what would happen. It changes nothing, not even the ledger.',
    Choices: [{ Condition: '{% $validated.dryRun %}', Next: 'PreviewDeployment' }],
    Default: 'AdmitDeployment',
  },

  PreviewDeployment: lambda(previewDeployment, {
    Comment: 'What would be changed, how long it takes, what it costs, and what would stop it.',
    Payload: '{% $validated %}',
    Output: '{% $states.result.Payload %}',
    Retry: [transient(), crash()],
    Catch: [onFailure('DeploymentRefused')],
    Next: 'NothingChanged',
  }),

  NothingChanged: { Type: 'Succeed' },

  AdmitDeployment: lambda(admitDeployment, {
    Comment: 'One change at a time: takes the lock, then freezes the plan.',
    Payload: `{% $merge([$validated, {'execution': {'arn': $states.context.Execution.Id, 'startedAt': $states.context.Execution.StartTime}}]) %}`,
    Assign: { admission: '{% $states.result.Payload %}' },
    Retry: [transient(), crash()],
    Catch: [on(['ServiceBusy', 'Superseded'], 'DeploymentRefused'), onFailure('RollBack')],
    Next: 'WhatWasDecided',
  }),

  WhatWasDecided: {
    Type: 'Choice',
    Comment:
      'An event may be delivered twice: the second delivery changes nothing. Where the service is busy, a request may wait.',
    Choices: [
      { Condition: `{% $admission.kind = 'duplicate' %}`, Next: 'AlreadyHandled' },
      { Condition: `{% $admission.kind = 'waiting' %}`, Next: 'WaitInQueue' },
    ],
    Default: 'BuildImage',
    Assign: { plan: '{% $admission.plan %}', build: { kind: 'not-run' } },
  },

  AlreadyHandled: { Type: 'Succeed', Output: { alreadyHandledBy: '{% $admission.deploymentId %}' } },

  WaitInQueue: waitForAnswer(waitInQueue, {
    Comment:
      'In line for at most a day; the newest request goes first. Nothing runs meanwhile: the guardian answers when the service is free.',
    Payload: {
      service: '{% $validated.target.service %}',
      deploymentId: '{% $validated.deploymentId %}',
      onBusy: '{% $validated.onBusy %}',
      token: '{% $states.context.Task.Token %}',
    },
    TimeoutSeconds: 86400,
    Retry: [transient(), crashBeforeWait()],
    Catch: [onFailure('DeploymentRefused')],
    Next: 'AdmitDeployment',
  }),
};
