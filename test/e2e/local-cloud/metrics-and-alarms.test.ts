import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
  type MetricDataQuery,
  type PutMetricAlarmCommandInput,
} from '@aws-sdk/client-cloudwatch';
import { DescribeExecutionCommand, ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { balancerWithGroup, healthByPort, register, type Balancer } from './load-balancer.ts';
import { attribute, deploy, ref, stateMachine } from './stack.ts';
import { eventually, get, localCloud, startTarget } from './support.ts';

const cloud = localCloud({ healthCheckSeconds: 0.5 });
const MINUTE = 60_000;
let client: CloudWatchClient;
beforeAll(() => {
  client = new CloudWatchClient(cloud.settings());
});

/** The values of some queries over the last minutes, newest first, by id. */
async function values(queries: MetricDataQuery[]): Promise<Record<string, number[]>> {
  const now = Date.now();
  const window = { StartTime: new Date(now - 5 * MINUTE), EndTime: new Date(now + MINUTE) };
  const found = await client.send(new GetMetricDataCommand({ ...window, MetricDataQueries: queries }));
  return Object.fromEntries((found.MetricDataResults ?? []).map((row) => [row.Id ?? '', row.Values ?? []]));
}

const sum = (numbers: number[] = []) => numbers.reduce((total, number) => total + number, 0);

describe('the traffic of a load balancer', () => {
  let balancer: Balancer;
  let target: Awaited<ReturnType<typeof startTarget>>;
  let status = 200;

  const dimensions = (withGroup = true) => [
    { Name: 'LoadBalancer', Value: balancer.arn.split('loadbalancer/')[1] ?? '' },
    ...(withGroup ? [{ Name: 'TargetGroup', Value: balancer.group.split(':').at(-1) ?? '' }] : []),
  ];
  const metric = (id: string, name: string, stat: string, withGroup = true): MetricDataQuery => ({
    Id: id,
    MetricStat: {
      Metric: { Namespace: 'AWS/ApplicationELB', MetricName: name, Dimensions: dimensions(withGroup) },
      Period: 60,
      Stat: stat,
    },
  });
  const requests = (count: number) =>
    Promise.all(Array.from({ length: count }, () => get(cloud.settings().endpoint, balancer.host)));

  beforeAll(async () => {
    target = await startTarget((request, response) => {
      response.statusCode = request.url === '/health' ? 200 : status;
      setTimeout(() => response.end(), request.url === '/health' ? 0 : 30);
    });
    balancer = await balancerWithGroup(cloud.settings(), 'traffic');
    await register(balancer, target.port);
    await eventually(
      () => healthByPort(balancer.client, balancer.group),
      (found) => found[target.port]?.State === 'healthy',
    );
  });
  afterAll(() => target.stop());

  test('is counted per target group, by code, with its response times', async () => {
    await requests(30);
    status = 500;
    await requests(10);
    const found = await values([
      metric('requests', 'RequestCount', 'Sum'),
      metric('good', 'HTTPCode_Target_2XX_Count', 'Sum'),
      metric('bad', 'HTTPCode_Target_5XX_Count', 'Sum'),
      metric('all', 'RequestCount', 'Sum', false),
      metric('p50', 'TargetResponseTime', 'p50'),
      metric('fast', 'TargetResponseTime', 'PR(:0.01)'),
      metric('healthy', 'HealthyHostCount', 'Maximum'),
      { Id: 'rate', Expression: '100 * bad / requests' },
      { Id: 'quiet', Expression: 'FILL(missing, 0)' },
      { ...metric('missing', 'HTTPCode_Target_4XX_Count', 'Sum'), ReturnData: false },
    ]);
    expect(sum(found['requests'])).toBe(40);
    expect(sum(found['good'])).toBe(30);
    expect(sum(found['bad'])).toBe(10);
    expect(sum(found['all'])).toBe(40);
    expect(found['p50']?.[0]).toBeGreaterThan(0.025);
    expect(found['p50']?.[0]).toBeLessThan(0.5);
    expect(found['fast']?.[0]).toBe(0);
    expect(found['healthy']?.[0]).toBe(1);
    expect(found['rate']?.[0]).toBeGreaterThan(0);
    expect(found['quiet']?.every((value) => value === 0)).toBe(true);
    expect(found['missing']).toBeUndefined();
  });

  test('that reaches no target is the load balancer’s fault and not the target’s', async () => {
    const bad = async () => sum((await values([metric('bad', 'HTTPCode_Target_5XX_Count', 'Sum')]))['bad']);
    const before = await bad();
    target.stop();
    expect((await requests(3)).map((answer) => answer.status)).toEqual([502, 502, 502]);
    const found = await values([metric('own', 'HTTPCode_ELB_5XX_Count', 'Sum', false)]);
    expect(sum(found['own'])).toBe(3);
    expect(await bad()).toBe(before);
  });
});

describe('a query', () => {
  test('reads one metric by exactly its dimensions', async () => {
    const datum = (value: number, name?: string) => ({
      MetricName: 'Exact',
      Value: value,
      ...(name ? { Dimensions: [{ Name: 'Name', Value: name }] } : {}),
    });
    await client.send(
      new PutMetricDataCommand({ Namespace: 'T', MetricData: [datum(1), datum(10, 'a'), datum(100, 'b')] }),
    );
    const of = (id: string, names: string[]): MetricDataQuery => ({
      Id: id,
      MetricStat: {
        Metric: { Namespace: 'T', MetricName: 'Exact', Dimensions: names.map((Value) => ({ Name: 'Name', Value })) },
        Period: 60,
        Stat: 'Sum',
      },
    });
    expect(await values([of('none', []), of('a', ['a']), of('other', ['c'])])).toEqual({
      none: [1],
      a: [10],
      other: [],
    });
  });

  test('gives percentile ranks and trimmed means', async () => {
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
    await client.send(
      new PutMetricDataCommand({ Namespace: 'T', MetricData: [{ MetricName: 'Hundred', Values: hundred }] }),
    );
    const window = { StartTime: new Date(Date.now() - MINUTE), EndTime: new Date(Date.now() + MINUTE), Period: 3600 };
    const found = await client.send(
      new GetMetricStatisticsCommand({
        Namespace: 'T',
        MetricName: 'Hundred',
        ...window,
        ExtendedStatistics: ['PR(:30)', 'tm90', 'p50'],
      }),
    );
    expect(found.Datapoints?.[0]?.ExtendedStatistics).toEqual({ 'PR(:30)': 30, tm90: 45.5, p50: 50.5 });
  });
});

describe('an alarm', () => {
  const put = (name: string, more: Partial<PutMetricAlarmCommandInput>) =>
    client.send(
      new PutMetricAlarmCommand({
        AlarmName: name,
        Namespace: 'T',
        MetricName: name,
        Statistic: 'Sum',
        Period: 10,
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
  const becomes = (name: string, wished: string, within?: number) =>
    eventually(
      () => state(name),
      (found) => found === wished,
      within,
    );

  test('looks at its own dimensions only', async () => {
    await put('dimensions', { Dimensions: [{ Name: 'Name', Value: 'mine' }], TreatMissingData: 'notBreaching' });
    await publish('dimensions', 100, 'other');
    await becomes('dimensions', 'OK');
    await new Promise((done) => setTimeout(done, 1500));
    expect(await state('dimensions')).toBe('OK');
    await publish('dimensions', 100, 'mine');
    await becomes('dimensions', 'ALARM');
  });

  test('clears by the clock when the data stop', async () => {
    await put('clears', { Period: 2, TreatMissingData: 'notBreaching' });
    await publish('clears', 100);
    await becomes('clears', 'ALARM');
    await becomes('clears', 'OK');
  });

  test('treats missing data as it says', async () => {
    await put('breaching', { TreatMissingData: 'breaching' });
    await put('missing', {});
    await put('ignore', { TreatMissingData: 'ignore' });
    await becomes('breaching', 'ALARM');
    expect(await state('missing')).toBe('INSUFFICIENT_DATA');
    expect(await state('ignore')).toBe('INSUFFICIENT_DATA');
  });

  test('wants as many data points as it says', async () => {
    await put('two-of-three', { EvaluationPeriods: 3, DatapointsToAlarm: 2, TreatMissingData: 'notBreaching' });
    await publish('two-of-three', 9, undefined, 25);
    await becomes('two-of-three', 'OK');
    await publish('two-of-three', 9);
    await becomes('two-of-three', 'ALARM');
  });

  test('watches an expression', async () => {
    const of = (Id: string): MetricDataQuery => ({
      Id,
      ReturnData: false,
      MetricStat: { Metric: { Namespace: 'T', MetricName: Id }, Period: 10, Stat: 'Sum' },
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

  test('from a template, of an expression, tells EventBridge when it changes', async () => {
    const metric = { Namespace: 'T', MetricName: 'templated', Dimensions: [{ Name: 'Name', Value: 'a' }] };
    const stack = await deploy(cloud.settings(), 'alarm', {
      Resources: {
        Alarm: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: {
            AlarmName: 'templated',
            EvaluationPeriods: 1,
            Threshold: 1,
            ComparisonOperator: 'GreaterThanThreshold',
            TreatMissingData: 'notBreaching',
            Metrics: [
              { Id: 'm', MetricStat: { Metric: metric, Period: 60, Stat: 'Sum' }, ReturnData: false },
              { Id: 'twice', Expression: 'm * 2', Label: 'twice' },
            ],
          },
        },
        Machine: stateMachine({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } }),
        Rule: {
          Type: 'AWS::Events::Rule',
          Properties: {
            EventPattern: {
              source: ['aws.cloudwatch'],
              'detail-type': ['CloudWatch Alarm State Change'],
              detail: { alarmName: ['templated'] },
            },
            Targets: [{ Id: '1', Arn: attribute('Machine', 'Arn'), RoleArn: 'arn:aws:iam::123456789012:role/any' }],
          },
        },
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
      () => inputs(stack.outputs['Machine'] ?? ''),
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

async function inputs(machine: string) {
  const states = new SFNClient(cloud.settings());
  const listed = await states.send(new ListExecutionsCommand({ stateMachineArn: machine }));
  const described = (listed.executions ?? []).map((e) =>
    states.send(new DescribeExecutionCommand({ executionArn: e.executionArn })),
  );
  return (await Promise.all(described)).map((execution) => JSON.parse(execution.input ?? '{}'));
}
