import { contract as endHook } from '#steps/hook/end-hook.contract.ts';
import { crash, lambda, machine, onFailure, transient } from './fragments.ts';

export const definition = machine({
  Comment: `Runs something of the service's own, a function or one task, and says why it failed where it does.`,
  StartAt: 'WhatIsToRun',
  TimeoutSeconds: 1200,
  States: {
    WhatIsToRun: {
      Type: 'Choice',
      Comment: 'A function is called; a command is run in a task of its own.',
      Choices: [
        {
          Condition: '{% $exists($states.input.hook.function) %}',
          Next: 'CallFunction',
          Assign: { request: '{% $states.input %}' },
        },
      ],
      Default: 'RunTask',
      Assign: { request: '{% $states.input %}' },
    },

    CallFunction: {
      Type: 'Task',
      Comment: 'It fails by throwing. What it answers does not matter.',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: '{% $request.hook.function %}', Payload: '{% $request.facts %}' },
      TimeoutSeconds: '{% $request.hook.timeoutSeconds %}',
      Retry: [
        {
          ErrorEquals: [
            'Lambda.TooManyRequestsException',
            'Lambda.ServiceException',
            'Lambda.AWSLambdaException',
            'Lambda.SdkClientException',
          ],
          IntervalSeconds: 1,
          BackoffRate: 2,
          MaxDelaySeconds: 10,
          MaxAttempts: 4,
          JitterStrategy: 'FULL',
        },
      ],
      Catch: [onFailure('EndHook')],
      Next: 'HookDone',
    },

    RunTask: {
      Type: 'Task',
      Comment: `One task of the release, with the service's own network and roles. It fails by any exit code but 0.`,
      Resource: 'arn:aws:states:::ecs:runTask.sync',
      Arguments: {
        Cluster: '{% $request.target.cluster %}',
        TaskDefinition: '{% $request.taskDefinition %}',
        LaunchType: 'FARGATE',
        StartedBy: '{% $states.context.Execution.Name %}',
        NetworkConfiguration: {
          AwsvpcConfiguration: {
            Subnets: '{% $request.target.network.subnets %}',
            SecurityGroups: '{% $request.target.network.securityGroups %}',
            AssignPublicIp: 'DISABLED',
          },
        },
        Overrides: {
          ContainerOverrides: [
            {
              Name: '{% $request.target.container %}',
              Command: '{% $request.hook.command %}',
              Environment: [{ Name: 'SLUICE_HOOK', Value: '{% $string($request.facts) %}' }],
            },
          ],
        },
      },
      TimeoutSeconds: '{% $request.hook.timeoutSeconds %}',
      Retry: [
        {
          ErrorEquals: ['ECS.ThrottlingException', 'ECS.ServerException', 'AmazonECS.Unknown'],
          IntervalSeconds: 2,
          BackoffRate: 2,
          MaxDelaySeconds: 15,
          MaxAttempts: 4,
          JitterStrategy: 'FULL',
        },
      ],
      Catch: [onFailure('EndHook')],
      Next: 'HookDone',
    },

    HookDone: { Type: 'Succeed', Output: { purpose: '{% $request.facts.purpose %}' } },

    EndHook: lambda(endHook, {
      Comment: 'Nothing of it runs on, and its failure details are recorded. They are lost where even that fails.',
      Payload: {
        target: '{% $request.target %}',
        hook: '{% $request.hook %}',
        startedBy: '{% $states.context.Execution.Name %}',
        failure: '{% $failure %}',
      },
      Assign: { why: '{% $states.result.Payload.why %}' },
      Retry: [transient(), crash()],
      Catch: [{ ErrorEquals: ['States.ALL'], Assign: { why: '{% $failure.Error %}' }, Next: 'HookFailed' }],
      Next: 'HookFailed',
    }),

    HookFailed: { Type: 'Fail', Error: `{% $request.facts.purpose & 'Failed' %}`, Cause: '{% $why %}' },
  },
});
