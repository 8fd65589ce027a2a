import {
  CloudWatchClient,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  PutMetricDataCommand,
  type MetricDataQuery,
} from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { balancerWithGroup, healthByPort, register, type Balancer } from './load-balancer.ts';
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
    // Hosts are counted by the clock, once a second, and not when one becomes healthy.
    await eventually(
      async () => (await values([metric('healthy', 'HealthyHostCount', 'Maximum')]))['healthy']?.[0],
      (count) => count === 1,
    );
  });
  afterAll(() => target.stop());

  test('is counted per target group, by code, with its response times', async () => {
    const started = performance.now();
    await requests(30);
    status = 500;
    await requests(10);
    const seconds = (performance.now() - started) / 1000;
    const found = await values([
      metric('requests', 'RequestCount', 'Sum'),
      metric('good', 'HTTPCode_Target_2XX_Count', 'Sum'),
      metric('bad', 'HTTPCode_Target_5XX_Count', 'Sum'),
      metric('all', 'RequestCount', 'Sum', false),
      metric('p50', 'TargetResponseTime', 'p50'),
      metric('fast', 'TargetResponseTime', 'PR(:0.01)'),
      metric('healthy', 'HealthyHostCount', 'Maximum'),
      { Id: 'rate', Expression: '100 * bad / requests' },
      { Id: 'more', Expression: 'DIFF(requests)' },
      { Id: 'quiet', Expression: 'FILL(missing, 0)' },
      { ...metric('missing', 'HTTPCode_Target_4XX_Count', 'Sum'), ReturnData: false },
    ]);
    expect(sum(found['requests'])).toBe(40);
    expect(sum(found['good'])).toBe(30);
    expect(sum(found['bad'])).toBe(10);
    expect(sum(found['all'])).toBe(40);
    expect(found['p50']?.[0]).toBeGreaterThan(0.025);
    expect(found['p50']?.[0]).toBeLessThan(seconds);
    expect(found['fast']?.[0]).toBe(0);
    expect(found['healthy']?.[0]).toBe(1);
    expect(found['rate']?.[0]).toBeGreaterThan(0);
    expect(found['more']).toHaveLength((found['requests']?.length ?? 0) - 1);
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
