import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
  type MetricDataQuery,
  type PutMetricAlarmCommandInput,
} from '@aws-sdk/client-cloudwatch';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { deploy, inputsOf, recordingMachine, ref, ruleStarting } from './stack.ts';
import { eventually, localCloud } from './support.ts';

const cloud = localCloud();
let client: CloudWatchClient;
beforeAll(() => {
  client = new CloudWatchClient(cloud.settings());
});

const metric = { Namespace: 'T', MetricName: 'templated', Dimensions: [{ Name: 'Name', Value: 'a' }] };
const doubledMetricAlarm = {
  AlarmName: 'templated',
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'notBreaching',
  Metrics: [
    { Id: 'm', MetricStat: { Metric: metric, Period: 60, Stat: 'Sum' }, ReturnData: false },
    { Id: 'twice', Expression: 'm * 2', Label: 'twice' },
  ],
};

describe('an alarm', () => {
  const put = (name: string, more: Partial<PutMetricAlarmCommandInput>) =>
    client.send(
      new PutMetricAlarmCommand({
        AlarmName: name,
        Namespace: 'T',
        MetricName: name,
        Statistic: 'Sum',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 5,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        ...more,
      }),
    );
  const publish = (name: string, value: number, dimension?: string, secondsAgo = 0) =>
    client.send(
      new PutMetricDataCommand({
        Namespace: 'T',
        MetricData: [
          {
            MetricName: name,
            Value: value,
            Timestamp: new Date(Date.now() - secondsAgo * 1000),
            ...(dimension ? { Dimensions: [{ Name: 'Name', Value: dimension }] } : {}),
          },
        ],
      }),
    );
  const state = async (name: string) => {
    const found = await client.send(new DescribeAlarmsCommand({ AlarmNames: [name] }));
    return found.MetricAlarms?.[0]?.StateValue;
  };
  const becomes = (name: string, wished: string) =>
    eventually(
      () => state(name),
      (found) => found === wished,
    );

  test('looks at its own dimensions only', async () => {
    await put('dimensions', { Dimensions: [{ Name: 'Name', Value: 'mine' }], TreatMissingData: 'notBreaching' });
    await publish('dimensions', 100, 'other');
    await becomes('dimensions', 'OK');
    await sleep(1500);
    expect(await state('dimensions')).toBe('OK');
    await publish('dimensions', 100, 'mine');
    await becomes('dimensions', 'ALARM');
  });

  test('clears by the clock when the data stop', async () => {
    await put('clears', { Period: 3, TreatMissingData: 'notBreaching' });
    await publish('clears', 100);
    await becomes('clears', 'ALARM');
    await becomes('clears', 'OK');
  });

  test('treats missing data as configured', async () => {
    await put('breaching', { TreatMissingData: 'breaching' });
    await put('missing', {});
    await put('ignore', { TreatMissingData: 'ignore' });
    await becomes('breaching', 'ALARM');
    expect(await state('missing')).toBe('INSUFFICIENT_DATA');
    expect(await state('ignore')).toBe('INSUFFICIENT_DATA');
  });

  test('needs as many data points as configured', async () => {
    await put('two-of-three', { EvaluationPeriods: 3, DatapointsToAlarm: 2, TreatMissingData: 'notBreaching' });
    await publish('two-of-three', 9, undefined, 130);
    await becomes('two-of-three', 'OK');
    await publish('two-of-three', 9);
    await becomes('two-of-three', 'ALARM');
  });

  test('watches an expression', async () => {
    const of = (Id: string): MetricDataQuery => ({
      Id,
      ReturnData: false,
      MetricStat: { Metric: { Namespace: 'T', MetricName: Id }, Period: 60, Stat: 'Sum' },
    });
    const metrics = [
      of('faults'),
      of('calls'),
      { Id: 'rate', Expression: '100 * FILL(faults, 0) / calls', ReturnData: true },
    ];
    await client.send(
      new PutMetricAlarmCommand({
        AlarmName: 'expression',
        EvaluationPeriods: 1,
        Threshold: 5,
        ComparisonOperator: 'GreaterThanThreshold',
        Metrics: metrics,
      }),
    );
    await publish('calls', 100);
    await becomes('expression', 'OK');
    await publish('faults', 10);
    await becomes('expression', 'ALARM');
    const found = await client.send(new DescribeAlarmsCommand({ AlarmNames: ['expression'] }));
    expect(found.MetricAlarms?.[0]?.Metrics?.[2]?.Expression).toBe('100 * FILL(faults, 0) / calls');
    expect(found.MetricAlarms?.[0]?.MetricName).toBeUndefined();
  });

  test('from a template, of an expression, sends its changes to EventBridge', async () => {
    const stack = await deploy(cloud.settings(), 'alarm', {
      Resources: {
        Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: doubledMetricAlarm },
        Machine: recordingMachine(),
        Rule: ruleStarting('Machine', {
          source: ['aws.cloudwatch'],
          'detail-type': ['CloudWatch Alarm State Change'],
          detail: { alarmName: ['templated'] },
        }),
      },
      Outputs: { Machine: { Value: ref('Machine') } },
    });
    expect(stack.reasons).toEqual([]);
    await becomes('templated', 'OK');
    await publish('templated', 1, 'a');
    await becomes('templated', 'ALARM');
    await client.send(
      new SetAlarmStateCommand({ AlarmName: 'templated', StateValue: 'INSUFFICIENT_DATA', StateReason: 'by hand' }),
    );
    const events = await eventually(
      () => inputsOf(cloud.settings(), stack.outputs['Machine']),
      (found) => found.length >= 3,
    );
    const details = events.map((event) => event.detail);
    const alarm = details.find((detail) => detail.state.value === 'ALARM' && detail.previousState.value === 'OK');
    expect(alarm).toMatchObject({
      alarmName: 'templated',
      previousState: { value: 'OK' },
      configuration: {
        metrics: [
          {
            id: 'm',
            metricStat: {
              metric: { name: 'templated', namespace: 'T', dimensions: { Name: 'a' } },
              period: 60,
              stat: 'Sum',
            },
            returnData: false,
          },
          { id: 'twice', expression: 'm * 2', returnData: true },
        ],
      },
    });
    expect(alarm.state.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/);
    expect(details.find((detail) => detail.state.value === 'INSUFFICIENT_DATA')).toMatchObject({
      state: { reason: 'by hand' },
      previousState: { value: 'ALARM' },
    });
  });
});
