import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  DescribeScalingActivitiesCommand,
  DescribeScalingPoliciesCommand,
  PutScalingPolicyCommand,
  PutScheduledActionCommand,
  RegisterScalableTargetCommand,
  type StepScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient, PutMetricAlarmCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { CreateClusterCommand } from '@aws-sdk/client-ecs';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { Region } from './ecs-region.ts';
import { deploy } from './stack.ts';
import { eventually, localCloud } from './support.ts';

/** A minute takes two seconds. */
const cloud = localCloud({ clockSpeed: 30 });
const region = new Region(cloud, 'us-east-1');
let scaling: ApplicationAutoScalingClient;
let metrics: CloudWatchClient;

beforeAll(async () => {
  await region.ecs.send(new CreateClusterCommand({ clusterName: 'default' }));
  await region.prepare();
  scaling = new ApplicationAutoScalingClient(cloud.settings());
  metrics = new CloudWatchClient(cloud.settings());
});

const slotOf = (name: string) => ({
  ServiceNamespace: 'ecs' as const,
  ResourceId: `service/default/${name}`,
  ScalableDimension: 'ecs:service:DesiredCount' as const,
});

/** A service of the name that may run 1 to 4 tasks, and a policy that its alarm asks for. */
async function scaled(
  name: string,
  steps: Partial<StepScalingPolicyConfiguration>,
  comparison: 'GreaterThanThreshold' | 'LessThanThreshold' = 'GreaterThanThreshold',
) {
  const of = slotOf(name);
  await region.create(name, 'v1', 2);
  await scaling.send(new RegisterScalableTargetCommand({ ...of, MinCapacity: 1, MaxCapacity: 4 }));
  const policy = await scaling.send(
    new PutScalingPolicyCommand({
      ...of,
      PolicyName: name,
      PolicyType: 'StepScaling',
      StepScalingPolicyConfiguration: { AdjustmentType: 'ChangeInCapacity', Cooldown: 60, ...steps },
    }),
  );
  await metrics.send(
    new PutMetricAlarmCommand({
      AlarmName: name,
      Namespace: 'T',
      MetricName: name,
      Statistic: 'Average',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 70,
      ComparisonOperator: comparison,
      TreatMissingData: 'notBreaching',
      AlarmActions: [policy.PolicyARN ?? ''],
    }),
  );
  return of;
}

const load = (name: string, value: number) =>
  metrics.send(new PutMetricDataCommand({ Namespace: 'T', MetricData: [{ MetricName: name, Value: value }] }));

const count = async (name: string) => (await region.service(name)).desiredCount;
const becomes = (name: string, wished: number) =>
  eventually(
    () => count(name),
    (found) => found === wished,
  );

describe('a step policy', () => {
  test('takes the step that matches the distance from the threshold, and gives the reason', async () => {
    const steps = [
      { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 20, ScalingAdjustment: 1 },
      { MetricIntervalLowerBound: 20, ScalingAdjustment: 2 },
    ];
    await scaled('by-step', { StepAdjustments: steps });
    await load('by-step', 95);
    await becomes('by-step', 4);
    const { ScalingActivities } = await scaling.send(
      new DescribeScalingActivitiesCommand({ ServiceNamespace: 'ecs', ResourceId: 'service/default/by-step' }),
    );
    expect(ScalingActivities?.[0]).toMatchObject({
      Description: 'Setting desired count to 4.',
      Cause: 'monitor alarm by-step in state ALARM triggered policy by-step',
    });
  });

  test('stays within the bounds of its target', async () => {
    await scaled('bounded', { StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 50 }] });
    await load('bounded', 90);
    await becomes('bounded', 4);
  });

  test('does not add again before its cooldown is over, and adds again while the load stays', async () => {
    await scaled('cools', { StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 1 }], Cooldown: 200 });
    await load('cools', 90);
    await becomes('cools', 3);
    const grown = Date.now();
    const loaded = setInterval(() => void load('cools', 90), 500);
    try {
      await becomes('cools', 4);
    } finally {
      clearInterval(loaded);
    }
    expect(Date.now() - grown).toBeGreaterThan(3000);
  });

  test('holds suspended actions, and runs them when they resume', async () => {
    const of = await scaled(
      'held',
      { StepAdjustments: [{ MetricIntervalUpperBound: 0, ScalingAdjustment: -1 }] },
      'LessThanThreshold',
    );
    const suspend = (isSuspended: boolean) =>
      scaling.send(
        new RegisterScalableTargetCommand({ ...of, SuspendedState: { DynamicScalingInSuspended: isSuspended } }),
      );
    await suspend(true);
    const idle = setInterval(() => void load('held', 10), 500);
    try {
      await sleep(3500);
      expect(await count('held')).toBe(2);
      await suspend(false);
      await becomes('held', 1);
    } finally {
      clearInterval(idle);
    }
    const { ScalableTargets } = await scaling.send(
      new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs', ResourceIds: [of.ResourceId] }),
    );
    expect(ScalableTargets?.[0]).toMatchObject({ MinCapacity: 1, MaxCapacity: 4 });
  });
});

test('a target tracking policy makes its own alarms and brings the metric to its target', async () => {
  const of = await scaled('tracked', { StepAdjustments: [] });
  const put = await scaling.send(
    new PutScalingPolicyCommand({
      ...of,
      PolicyName: 'track',
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 50,
        DisableScaleIn: true,
        PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
      },
    }),
  );
  expect(put.Alarms).toHaveLength(1);
  const Dimensions = [
    { Name: 'ClusterName', Value: 'default' },
    { Name: 'ServiceName', Value: 'tracked' },
  ];
  const busy = setInterval(() => {
    const MetricData = [{ MetricName: 'CPUUtilization', Value: 75, Dimensions }];
    void metrics.send(new PutMetricDataCommand({ Namespace: 'AWS/ECS', MetricData }));
  }, 500);
  try {
    await becomes('tracked', 3);
  } finally {
    clearInterval(busy);
  }
});

test('a scheduled action sets new bounds and brings the service into them', async () => {
  const of = await scaled('scheduled', { StepAdjustments: [] });
  const soon = new Date(cloud.now().getTime() + 60_000).toISOString().slice(0, 19);
  await scaling.send(
    new PutScheduledActionCommand({
      ...of,
      ScheduledActionName: 'off',
      Schedule: `at(${soon})`,
      ScalableTargetAction: { MinCapacity: 0, MaxCapacity: 0 },
    }),
  );
  await becomes('scheduled', 0);
});

test('bounds move a service into them when they are registered, and when they change', async () => {
  await region.create('moved', 'v1', 0);
  const register = async (MinCapacity: number, MaxCapacity: number) => {
    await scaling.send(new RegisterScalableTargetCommand({ ...slotOf('moved'), MinCapacity, MaxCapacity }));
    return count('moved');
  };
  expect(await register(0, 4)).toBe(0);
  expect(await register(2, 4)).toBe(2);
  expect(await register(0, 1)).toBe(1);
});

test('what is not registered is refused', async () => {
  const of = { ServiceNamespace: 'ecs' as const, ResourceId: 'service/default/missing' };
  const ScalableDimension = 'ecs:service:DesiredCount' as const;
  const register = new RegisterScalableTargetCommand({ ...of, ScalableDimension, MinCapacity: 1, MaxCapacity: 2 });
  await expect(scaling.send(register)).rejects.toMatchObject({ name: 'ValidationException' });
  const policy = new PutScalingPolicyCommand({ ...of, ScalableDimension, PolicyName: 'p', PolicyType: 'StepScaling' });
  await expect(scaling.send(policy)).rejects.toMatchObject({ name: 'ObjectNotFoundException' });
});

test('a template registers targets and policies, and removes them again', async () => {
  await region.create('templated', 'v1', 1);
  const target = {
    Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
    Properties: {
      ServiceNamespace: 'ecs',
      ScalableDimension: 'ecs:service:DesiredCount',
      ResourceId: 'service/default/templated',
      MinCapacity: 1,
      MaxCapacity: 3,
    },
  };
  const policy = {
    Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    Properties: {
      PolicyName: 'templated',
      PolicyType: 'StepScaling',
      ScalingTargetId: { Ref: 'Target' },
      StepScalingPolicyConfiguration: {
        AdjustmentType: 'ChangeInCapacity',
        StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 2 }],
      },
    },
  };
  const Outputs = { Policy: { Value: { Ref: 'Policy' } } };
  const made = await deploy(cloud.settings(), 'scaling', { Resources: { Target: target, Policy: policy }, Outputs });
  expect(made.reasons).toEqual([]);
  const found = async () =>
    (await scaling.send(new DescribeScalingPoliciesCommand({ ServiceNamespace: 'ecs', PolicyNames: ['templated'] })))
      .ScalingPolicies ?? [];
  expect((await found()).map(({ PolicyARN }) => PolicyARN)).toEqual([made.outputs['Policy']]);
  const more = { ...target, Properties: { ...target.Properties, MaxCapacity: 9 } };
  await deploy(cloud.settings(), 'scaling', { Resources: { Target: more } }, true);
  expect(await found()).toEqual([]);
  const { ScalableTargets } = await scaling.send(
    new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs', ResourceIds: ['service/default/templated'] }),
  );
  expect(ScalableTargets?.[0]?.MaxCapacity).toBe(9);
});
