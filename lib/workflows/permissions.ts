import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { arnsIn } from '#constructs/names.ts';
import type { StepLambda } from '#constructs/step-lambda.ts';

// One function for each thing that steps may do, in the words of the ports: a step gets the ones that it uses.

/** `elasticloadbalancing:Describe*` knows no resources. */
export const mayReadTraffic = (...steps: StepLambda[]): void =>
  allow(steps, ['elasticloadbalancing:DescribeRules', 'elasticloadbalancing:DescribeTargetHealth'], () => '*');

export const mayMoveTraffic = (environment: string, ...steps: StepLambda[]): void =>
  allow(steps, ['elasticloadbalancing:ModifyRule'], (stack) => arnsIn(stack, environment).listenerRules);

export const mayReadSlots = (environment: string, ...steps: StepLambda[]): void =>
  allow(steps, ['ecs:DescribeServices'], (stack) => arnsIn(stack, environment).ecsServices);

export const mayRunSlots = (environment: string, ...steps: StepLambda[]): void => {
  mayReadSlots(environment, ...steps);
  allow(steps, ['ecs:UpdateService'], (stack) => arnsIn(stack, environment).ecsServices);
};

/** Reading a template knows no resources; registering is limited to this environment's families and roles. */
export const mayRegisterReleases = (environment: string, ...steps: StepLambda[]): void => {
  allow(steps, ['ecs:DescribeTaskDefinition'], () => '*');
  allow(steps, ['ecs:RegisterTaskDefinition', 'ecs:TagResource'], (stack) => arnsIn(stack, environment).taskFamilies);
  allow(steps, ['iam:PassRole'], (stack) => arnsIn(stack, environment).taskRoles, {
    StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' },
  });
};

export const mayReadImages = (environment: string, ...steps: StepLambda[]): void =>
  allow(steps, ['ecr:DescribeImages', 'ecr:DescribeRepositories'], (stack) => arnsIn(stack, environment).repositories);

export const mayReadExecutions = (environment: string, ...steps: StepLambda[]): void =>
  allow(steps, ['states:DescribeExecution'], (stack) => arnsIn(stack, environment).executions);

export const mayReadCatalogue = (environment: string, ...steps: StepLambda[]): void =>
  allow(steps, ['ssm:GetParameter', 'ssm:GetParametersByPath'], (stack) => arnsIn(stack, environment).catalogue);

function allow(
  steps: readonly StepLambda[],
  actions: string[],
  resource: (stack: Stack) => string,
  conditions?: Record<string, unknown>,
): void {
  for (const step of steps) {
    step.function.addToRolePolicy(
      new iam.PolicyStatement({ actions, resources: [resource(Stack.of(step))], ...(conditions && { conditions }) }),
    );
  }
}
