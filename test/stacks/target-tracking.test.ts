import { Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { describe, expect, it } from 'vitest';
import type { SlotMetrics } from '#constructs/slots/slot-metrics.ts';
import { SlotScaling } from '#constructs/slots/slot-scaling.ts';
import type { Scaling } from '#wire/scaling.ts';
import { emptyApp } from './support/example.ts';
import { type Json, resourcesIn, templatesOf } from './support/templates.ts';

/** Each metric by its kind. */
const metricsOf = (slot: string): SlotMetrics =>
  new Proxy(
    {},
    {
      get: (_, metricName: string) =>
        new cloudwatch.Metric({ namespace: 'test', metricName, dimensionsMap: { slot }, statistic: 'Sum' }),
    },
  ) as SlotMetrics;

function scaled(scaling: Scaling) {
  const app = emptyApp();
  new SlotScaling(new Stack(app, 'Stack'), 'Scaling', {
    environmentName: 'test',
    service: 'api',
    slot: 'blue',
    cluster: 'sluice-test',
    ecsService: 'api-blue',
    tasks: { min: 2, max: 9 },
    scaling,
    metrics: metricsOf('blue'),
    other: metricsOf('green'),
  });
  const templates = templatesOf(app);
  const named = (type: string, name: string) =>
    Object.fromEntries(resourcesIn(templates, type).map(({ Properties }) => [Properties[name] as string, Properties]));
  return {
    policies: named('AWS::ApplicationAutoScaling::ScalingPolicy', 'PolicyName'),
    alarms: named('AWS::CloudWatch::Alarm', 'AlarmName'),
  };
}

const out = (alarms: object) =>
  Object.keys(alarms)
    .map((name) => name.replace('sluice-test-api-blue-scale-', ''))
    .sort();

describe('a slot that follows a target', () => {
  it.each([
    ['cpu', 70, 'cpu'],
    ['requests', 900, 'requestsPerTask'],
  ] as const)('grows to keep its %s at %i, under the requests of users only', (by, target, metricName) => {
    const { TargetTrackingScalingPolicyConfiguration: policy } = scaled({ by, target, ahead: false }).policies[
      `sluice-test-api-blue-track-${by}`
    ] as Json;
    expect(policy).toMatchObject({ TargetValue: target, DisableScaleIn: true });
    const metrics = policy.CustomizedMetricSpecification.Metrics as Json[];
    expect(metrics.filter(({ ReturnData }) => ReturnData)).toMatchObject([{ Expression: 'IF(requests > 0, load, 0)' }]);
    expect(metrics.filter(({ ReturnData }) => !ReturnData)).toEqual([
      {
        Id: 'load',
        ReturnData: false,
        MetricStat: {
          Stat: 'Sum',
          Metric: { Namespace: 'test', MetricName: metricName, Dimensions: [{ Name: 'slot', Value: 'blue' }] },
        },
      },
      expect.objectContaining({ Id: 'requests' }),
    ]);
  });

  it('keeps the rules for what it does not follow, and shrinks by the one rule that knows its minimum', () => {
    expect(out(scaled({ by: 'cpu', target: 70, ahead: false }).alarms)).toEqual([
      'in',
      'out-memory',
      'out-response-time',
    ]);
    expect(out(scaled({ by: 'requests', target: 900, ahead: false }).alarms)).toEqual([
      'in',
      'out-cpu',
      'out-memory',
      'out-response-time',
    ]);
  });
});

describe('a slot that looks ahead', () => {
  it('grows by a step when the next five minutes will bring half as many requests again', () => {
    const { alarms, policies } = scaled({ by: 'steps', ahead: true });
    expect(out(alarms)).toEqual(['in', 'out-ahead', 'out-cpu', 'out-memory', 'out-response-time']);
    const ahead = alarms['sluice-test-api-blue-scale-out-ahead']!;
    expect(ahead).toMatchObject({ Threshold: 1.5, EvaluationPeriods: 1, ComparisonOperator: 'GreaterThanThreshold' });
    expect(ahead['Metrics']).toMatchObject([
      { Expression: 'IF(requests >= 500, (requests + DIFF(requests)) / requests, 0)' },
      { MetricStat: { Period: 300, Metric: { MetricName: 'requests' } } },
    ]);
    expect(Object.keys(policies)).toHaveLength(2);
  });

  it('does neither where the file does not ask for it', () => {
    const { alarms, policies } = scaled({ by: 'steps', ahead: false });
    expect(out(alarms)).toEqual(['in', 'out-cpu', 'out-memory', 'out-response-time']);
    expect(Object.keys(policies).sort()).toEqual(['sluice-test-api-blue-scale-in', 'sluice-test-api-blue-scale-out']);
  });
});
