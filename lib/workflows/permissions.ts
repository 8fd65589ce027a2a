import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { ArnFormat, Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { allow, allowUnscoped, type Pattern } from '#constructs/workflows/grants.ts';
import { arnsIn, executionsOf, machineArn, nameIn, repositoryArn } from '#constructs/names.ts';
import type { StepLambda } from '#constructs/workflows/step-lambda.ts';

// One function for each thing that steps may do, in the words of the ports: a step gets the ones that it uses.

/** The rules of services, and the marks of workers. */
export const mayReadTraffic = (environment: string, ...steps: StepLambda[]): void => {
  for (const { role } of steps)
    allowUnscoped(role, 'elasticloadbalancing:DescribeRules', 'elasticloadbalancing:DescribeTargetHealth');
  mayReadSlots(environment, ...steps);
};

export const mayReadTargets = (...steps: StepLambda[]): void => {
  for (const { role } of steps) allowUnscoped(role, 'elasticloadbalancing:DescribeTargetHealth');
};

export const mayMoveTraffic = (environment: string, ...steps: StepLambda[]): void => {
  allowAll(steps, ['elasticloadbalancing:ModifyRule'], (stack) => arnsIn(stack, environment).listenerRules);
  allowAll(steps, ['ecs:TagResource'], (stack) => arnsIn(stack, environment).ecsServices);
};

export const mayReadSlots = (environment: string, ...steps: StepLambda[]): void =>
  allowAll(steps, ['ecs:DescribeServices'], (stack) => arnsIn(stack, environment).ecsServices);

export const mayScaleSlots = (environment: string, ...steps: StepLambda[]): void => {
  mayReadSlots(environment, ...steps);
  allowAll(steps, ['ecs:UpdateService'], (stack) => arnsIn(stack, environment).ecsServices);
};

/** Another task definition on a slot: its roles are passed to ECS. */
export const mayRunSlots = (environment: string, ...steps: StepLambda[]): void => {
  mayScaleSlots(environment, ...steps);
  mayPassTaskRoles(environment, ...steps);
};

const mayPassTaskRoles = (environment: string, ...steps: StepLambda[]): void =>
  allowAll(steps, ['iam:PassRole'], (stack) => arnsIn(stack, environment).taskRoles, {
    StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' },
  });

/** That tasks stopped, and what ECS says of it. */
export const maySeeStoppedTasks = (environment: string, ...steps: StepLambda[]): void => {
  for (const { role } of steps) allowUnscoped(role, 'ecs:ListTasks');
  allowAll(steps, ['ecs:DescribeTasks'], (stack) => arnsIn(stack, environment).tasks);
};

/** Why tasks stopped: what ECS says, and the end of their log. */
export const mayReadStoppedTasks = (environment: string, ...steps: StepLambda[]): void => {
  maySeeStoppedTasks(environment, ...steps);
  for (const { role } of steps) allowUnscoped(role, 'ecs:DescribeTaskDefinition');
  allowAll(steps, ['logs:GetLogEvents'], (stack) => arnsIn(stack, environment).serviceLogs);
};

export const mayStopTasks = (environment: string, ...steps: StepLambda[]): void =>
  allowAll(steps, ['ecs:StopTask'], (stack) => arnsIn(stack, environment).tasks);

/** Registering is limited to this environment's families and roles. */
export const mayRegisterReleases = (environment: string, ...steps: StepLambda[]): void => {
  for (const { role } of steps) allowUnscoped(role, 'ecs:DescribeTaskDefinition');
  allowAll(
    steps,
    ['ecs:RegisterTaskDefinition', 'ecs:TagResource'],
    (stack) => arnsIn(stack, environment).taskFamilies,
  );
  mayPassTaskRoles(environment, ...steps);
};

export const mayForgetReleases = (...steps: StepLambda[]): void => {
  for (const { role } of steps)
    allowUnscoped(role, 'ecs:DescribeTaskDefinition', 'ecs:ListTaskDefinitions', 'ecs:DeregisterTaskDefinition');
};

export const mayReadImages = (repositories: readonly string[], ...steps: StepLambda[]): void => {
  for (const repository of repositories) {
    const actions = ['ecr:DescribeImages', 'ecr:DescribeRepositories'];
    allowAll(steps, actions, (stack) => repositoryArn(stack, repository));
  }
};

/** What `codebuild:startBuild.sync` needs: start, follow and stop a build, and the rule that tells of its end. */
export function mayBuild(machine: iam.IRole, project: string): void {
  const stack = Stack.of(machine);
  allow(machine, {
    actions: ['codebuild:StartBuild', 'codebuild:StopBuild', 'codebuild:BatchGetBuilds'],
    on: stack.formatArn({ service: 'codebuild', resource: 'project', resourceName: project }),
  });
  allow(machine, {
    actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
    on: stack.formatArn({
      service: 'events',
      resource: 'rule',
      resourceName: 'StepFunctionsGetEventForCodeBuildStartBuildRule',
    }),
  });
}

export const mayScanImages = (repositories: readonly string[], ...steps: StepLambda[]): void => {
  // Findings of enhanced scanning belong to Inspector, whichever way they are read.
  for (const { role } of steps) allowUnscoped(role, 'inspector2:ListCoverage', 'inspector2:ListFindings');
  for (const repository of repositories) {
    const actions = ['ecr:DescribeImageScanFindings', 'ecr:StartImageScan'];
    allowAll(steps, actions, (stack) => repositoryArn(stack, repository));
  }
};

export const maySeeCopies = (repositories: readonly string[], region: string, ...steps: StepLambda[]): void => {
  for (const repository of repositories)
    allowAll(steps, ['ecr:DescribeImages'], (stack) => repositoryArn(stack, repository, region));
};

export const mayTakeSnapshots = (cluster: string, ...steps: StepLambda[]): void => {
  const named = (stack: Stack, resource: string, resourceName: string): string =>
    stack.formatArn({ service: 'rds', resource, resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  const actions = ['rds:CreateDBClusterSnapshot', 'rds:DescribeDBClusterSnapshots'];
  allowAll(steps, actions, (stack) => named(stack, 'cluster', cluster));
  allowAll(steps, actions, (stack) => ({
    arn: named(stack, 'cluster-snapshot', 'sluice-*'),
    because: 'a snapshot is named for its deployment',
  }));
};

export const mayReadExecutions = (environment: string, ...steps: StepLambda[]): void =>
  allowAll(steps, ['states:DescribeExecution'], (stack) => arnsIn(stack, environment).executions);

export const mayReadExecutionHistory = (environment: string, ...steps: StepLambda[]): void =>
  allowAll(steps, ['states:GetExecutionHistory'], (stack) => arnsIn(stack, environment).executions);

/** A token names the one task that it belongs to. */
export const mayAnswerWaits = (...steps: StepLambda[]): void => {
  for (const { role } of steps) allowUnscoped(role, 'states:SendTaskSuccess');
};

export const mayReadMetrics = (...steps: StepLambda[]): void => {
  for (const { role } of steps) allowUnscoped(role, 'cloudwatch:GetMetricData');
};

export const mayReadAlarms = (...steps: StepLambda[]): void => {
  for (const { role } of steps) allowUnscoped(role, 'cloudwatch:DescribeAlarms');
};

export const mayStopDeployments = (environment: string, ...steps: StepLambda[]): void =>
  allowAll(steps, ['states:StopExecution'], (stack) => ({
    arn: executionsOf(stack, `${nameIn(environment, 'deployment')}:*`),
    because: 'an execution gets its name when it starts',
  }));

/** By name: a machine needs its functions before it exists. */
export const mayAnswerDeployments = (environment: string, ...steps: StepLambda[]): void =>
  allowAll(steps, ['states:SendTaskSuccess', 'states:SendTaskFailure'], (stack) =>
    machineArn(stack, nameIn(environment, 'deployment')),
  );

export const mayReadCatalogue = (environment: string, ...steps: StepLambda[]): void =>
  allowAll(steps, ['ssm:GetParameter', 'ssm:GetParametersByPath'], (stack) => arnsIn(stack, environment).catalogue);

export const mayReadLedger = (ledger: dynamodb.ITable, ...steps: StepLambda[]): void =>
  allowAll(steps, ['dynamodb:GetItem'], () => ledger.tableArn);

/** Nothing is ever deleted: what the ledger keeps only for a while, DynamoDB lets expire. */
export const mayWriteLedger = (ledger: dynamodb.ITable, ...steps: StepLambda[]): void =>
  allowAll(steps, ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], () => ledger.tableArn);

function allowAll(
  steps: readonly StepLambda[],
  actions: readonly string[],
  on: (stack: Stack) => string | Pattern,
  when?: Readonly<Record<string, Readonly<Record<string, string>>>>,
): void {
  for (const { role } of steps) allow(role, { actions, on: on(Stack.of(role)), ...(when && { when }) });
}
