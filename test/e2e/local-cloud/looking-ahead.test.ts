import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { SlotMetrics } from '#constructs/slots/slot-metrics.ts';
import { SlotScaling } from '#constructs/slots/slot-scaling.ts';
import { emptyApp } from '../../stacks/support/example.ts';
import { resourcesIn, templatesOf } from '../../stacks/support/templates.ts';
import { localCloud } from './support.ts';

const minuteMs = 600;
const cloud = localCloud({ clockSpeed: 60_000 / minuteMs });
const AlarmName = 'sluice-test-api-blue-scale-out-ahead';

/** The alarm as the template has it. */
function alarmOfTemplate(): PutMetricAlarmCommandInput {
  const metrics = (slot: string) =>
    new Proxy(
      {},
      {
        get: (_, metricName: string) =>
          new cloudwatch.Metric({ namespace: 'test', metricName, dimensionsMap: { slot }, statistic: 'Sum' }),
      },
    ) as SlotMetrics;
  const app = emptyApp();
  new SlotScaling(new Stack(app, 'Stack'), 'Scaling', {
    ...{ environmentName: 'test', service: 'api', slot: 'blue', cluster: 'sluice-test', ecsService: 'api-blue' },
    tasks: { min: 2, max: 9 },
    scaling: { by: 'steps', ahead: true },
    metrics: metrics('blue'),
    other: metrics('green'),
  });
  const alarms = resourcesIn(templatesOf(app), 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
  const { AlarmActions: _, ...alarm } = alarms.find((one) => one['AlarmName'] === AlarmName)!;
  return alarm as unknown as PutMetricAlarmCommandInput;
}

/** Sends these numbers of requests, minute by minute, and returns every state of the alarm. */
async function live(client: CloudWatchClient, minutes: number, requests: number): Promise<readonly string[]> {
  const seen = new Set<string>();
  for (let quarter = 0; quarter < minutes * 4; quarter++) {
    const MetricData = [
      {
        MetricName: 'requests',
        Dimensions: [{ Name: 'slot', Value: 'blue' }],
        Value: requests / 4,
        Timestamp: cloud.now(),
      },
    ];
    await client.send(new PutMetricDataCommand({ Namespace: 'test', MetricData }));
    await sleep(minuteMs / 4);
    const { MetricAlarms = [] } = await client.send(new DescribeAlarmsCommand({ AlarmNames: [AlarmName] }));
    seen.add(MetricAlarms[0]?.StateValue ?? 'none');
  }
  return [...seen];
}

describe('a slot that looks ahead', () => {
  it('grows while its load is about to double, and not while it is only high', async () => {
    const client = new CloudWatchClient(cloud.settings());
    await live(client, 12, 300);
    await client.send(new PutMetricAlarmCommand(alarmOfTemplate()));
    expect(await live(client, 6, 300)).not.toContain('ALARM');
    expect(await live(client, 6, 1500)).toContain('ALARM');
    await live(client, 10, 1500);
    expect(await live(client, 6, 1500)).toEqual(['OK']);
  }, 120_000);
});
