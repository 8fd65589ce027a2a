import { App, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as sns from 'aws-cdk-lib/aws-sns';
import { describe, expect, it } from 'vitest';
import { SlotAlarms, type SlotAlarmsProps } from '#constructs/slots/slot-alarms.ts';
import type { SlotMetrics } from '#constructs/slots/slot-metrics.ts';
import { emptyApp } from './support/example.ts';
import { type Found, resourcesIn, templatesOf } from './support/templates.ts';

const counted = ['requests', 'succeeded', 'redirected', 'rejected', 'healthy', 'unhealthy', 'desired', 'running'];
const measured = ['healthScore', 'meanSeconds', 'p99Seconds', 'cpu', 'memory'];

const metricsOf = (slot: string): SlotMetrics =>
  Object.fromEntries(
    [...counted, ...measured].map((metricName) => [metricName, new cloudwatch.Metric({ namespace: slot, metricName })]),
  ) as SlotMetrics;

function alarms(more: Partial<SlotAlarmsProps> = {}): readonly Found[] {
  const app: App = emptyApp();
  const stack = new Stack(app, 'Stack');
  new SlotAlarms(stack, 'Alarms', {
    environmentName: 'test',
    service: 'api',
    metrics: { blue: metricsOf('blue'), green: metricsOf('green') },
    tasks: { min: 2, max: 5 },
    minimumScore: 0.95,
    startSeconds: 120,
    alwaysUsed: true,
    topics: {
      critical: new sns.Topic(stack, 'Critical'),
      warning: new sns.Topic(stack, 'Warning'),
      info: new sns.Topic(stack, 'Info'),
    },
    ...more,
  });
  return resourcesIn(templatesOf(app), 'AWS::CloudWatch::Alarm');
}

const names = (found: readonly Found[]) =>
  found.map(({ Properties }) => (Properties['AlarmName'] as string).replace('sluice-test-api-', '')).sort();

describe('a service', () => {
  it('has an alarm for all that users would feel, for each slot', () => {
    const each = ['at-capacity', 'errors', 'slow', 'stopping', 'unhealthy', 'unwell'];
    const slots = ['blue', 'green'].flatMap((slot) => each.map((what) => `${slot}-${what}`));
    expect(names(alarms())).toEqual([...slots, 'down', 'no-traffic', 'not-running'].sort());
  });

  it('is not at its limit when its size is fixed', () => {
    expect(names(alarms({ tasks: { min: 2, max: 2 } })).filter((name) => name.includes('capacity'))).toEqual([]);
  });

  it('may be silent where it is not always used', () => {
    expect(names(alarms({ alwaysUsed: false }))).not.toContain('no-traffic');
  });

  it('pages at once where no task is left to answer, in every environment', () => {
    const pages = alarms({ alwaysUsed: false }).filter(({ Properties }) =>
      /-(down|not-running)$/.test(Properties['AlarmName'] as string),
    );
    expect(pages).toHaveLength(2);
    for (const { Properties } of pages) {
      expect(Properties).toMatchObject({ EvaluationPeriods: 2 });
      expect(JSON.stringify(Properties['AlarmActions'])).toContain('Critical');
    }
  });

  it.each([
    [0, 3],
    [120, 3],
    [121, 4],
    [1800, 31],
  ])('gives a task that may take %i s to start %i minutes before it is not well', (startSeconds, minutes) => {
    const ofTasks = alarms({ startSeconds }).filter(({ Properties }) =>
      /-(unhealthy|unwell)$/.test(Properties['AlarmName'] as string),
    );
    expect(ofTasks).toHaveLength(4);
    for (const { Properties } of ofTasks) {
      expect(Properties).toMatchObject({ EvaluationPeriods: minutes });
      expect(Properties['AlarmDescription']).toContain(`for ${minutes} minutes`);
    }
  });

  it('has no error rate and no tail where a single request would make it', () => {
    const judged = alarms().filter(({ Properties }) => /-(errors|slow)$/.test(Properties['AlarmName'] as string));
    expect(judged).toHaveLength(4);
    for (const { Properties } of judged) {
      const [expression] = (Properties['Metrics'] as { Expression?: string }[]).flatMap(
        ({ Expression }) => Expression ?? [],
      );
      expect(expression).toMatch(/^IF\(requests >= 20, .*, 0\)$/);
    }
  });
});
