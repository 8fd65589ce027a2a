import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Stack } from 'aws-cdk-lib';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { allow, allowUnscoped } from '#constructs/workflows/grants.ts';
import { executionsOf, nameIn } from '#constructs/names.ts';
import type { StepLambda } from '#constructs/workflows/step-lambda.ts';
import type { DatabaseSetting, SwitchSetting } from '#domain/failover/settings.ts';

// What a failover may do besides: everything is in its own region, but for what fences the primary.

export function mayReadHistory(ledger: dynamodb.ITable, { role }: StepLambda): void {
  allow(role, { actions: ['dynamodb:Query'], on: ledger.tableArn });
}

export function mayStopDeployments(environment: string, { role }: StepLambda): void {
  const on = executionsOf(Stack.of(role), `${nameIn(environment, 'deployment')}:*`);
  allow(role, {
    actions: ['states:StopExecution'],
    on: { arn: on, because: 'an execution gets its name when it starts' },
  });
}

export function mayPage(environment: string, ...steps: StepLambda[]): void {
  for (const { role } of steps) {
    const bus = { service: 'events', resource: 'event-bus', resourceName: nameIn(environment) };
    allow(role, { actions: ['events:PutEvents'], on: Stack.of(role).formatArn(bus) });
  }
}

export function mayReadMetrics(...steps: StepLambda[]): void {
  for (const { role } of steps) allowUnscoped(role, 'cloudwatch:GetMetricData');
}

interface Switch {
  readonly setting: SwitchSetting;
  readonly bucket?: s3.IBucket;
}

export function mayReadSwitch({ setting, bucket }: Switch, ...steps: StepLambda[]): void {
  for (const { role } of steps) {
    if (bucket !== undefined) allow(role, { actions: ['s3:ListBucket'], on: bucket.bucketArn });
    if (setting.kind === 'routing-control') {
      allow(role, { actions: ['route53-recovery-cluster:GetRoutingControlState'], on: setting.standby });
    }
  }
}

/** Puts and removes empty objects, or turns two controls: neither changes a record. */
export function mayFlipSwitch({ setting, bucket }: Switch, { role }: StepLambda): void {
  if (bucket !== undefined) {
    const because = 'one empty object for each portion of the traffic';
    const on = { arn: bucket.arnForObjects('standby-serves/*'), because };
    allow(role, { actions: ['s3:PutObject', 's3:DeleteObject'], on });
  }
  if (setting.kind === 'routing-control') {
    const actions = ['route53-recovery-cluster:UpdateRoutingControlStates'];
    for (const on of [setting.primary, setting.standby]) allow(role, { actions, on });
  }
}

const databaseArns = (stack: Stack, database: DatabaseSetting): readonly string[] => {
  switch (database.kind) {
    case 'none':
      return [];
    case 'aurora-global': {
      const global = { service: 'rds', region: '', resource: `global-cluster:${database.globalCluster}` };
      return [stack.formatArn(global), database.cluster];
    }
    case 'rds-replica':
      return [stack.formatArn({ service: 'rds', resource: `db:${database.instance}` })];
  }
};

const describing = {
  none: '',
  'aurora-global': 'rds:DescribeGlobalClusters',
  'rds-replica': 'rds:DescribeDBInstances',
};
const promoting = {
  none: [],
  'aurora-global': ['rds:FailoverGlobalCluster', 'rds:SwitchoverGlobalCluster'],
  'rds-replica': ['rds:PromoteReadReplica'],
};

export function mayReadDatabase(database: DatabaseSetting, ...steps: StepLambda[]): void {
  if (database.kind === 'none') return;
  mayReadMetrics(...steps);
  for (const { role } of steps) {
    for (const on of databaseArns(Stack.of(role), database)) allow(role, { actions: [describing[database.kind]], on });
  }
}

export function mayPromote(database: DatabaseSetting, { role }: StepLambda): void {
  for (const on of databaseArns(Stack.of(role), database)) allow(role, { actions: promoting[database.kind], on });
}

/** In the primary region: what fences it reaches there, as far as it answers. */
export interface There {
  readonly region: string;
  /** What starts deployments there. */
  readonly rule: string;
  /** The deployment machine. */
  readonly machine: string;
}

const ruleArn = (stack: Stack, { region, rule }: There, environment: string): string =>
  stack.formatArn({ service: 'events', region, resource: `rule/${nameIn(environment)}/${rule}` });

export function mayLiftFence(there: There, environment: string, { role }: StepLambda): void {
  allow(role, { actions: ['events:EnableRule'], on: ruleArn(Stack.of(role), there, environment) });
}

export function mayFence(there: There, environment: string, { role }: StepLambda): void {
  const { region, machine } = there;
  const stack = Stack.of(role);
  const because = 'an execution gets its name when it starts';
  const deployments = `${nameIn(environment, 'deployment')}:*`;
  const executions = stack.formatArn({ service: 'states', region, resource: `execution:${deployments}` });
  allow(role, { actions: ['states:ListExecutions'], on: machine });
  allow(role, { actions: ['states:StopExecution'], on: { arn: executions, because } });
  allow(role, { actions: ['events:DisableRule'], on: ruleArn(stack, there, environment) });
}
