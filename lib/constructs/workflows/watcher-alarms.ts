import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { everyMinute, runbookAlarm } from '#constructs/notifications/runbook-alarm.ts';
import type { StepLambda } from './step-lambda.ts';

export interface WatcherAlarmsProps {
  readonly environmentName: string;
  readonly watcher: StepLambda;
  /** Started every minute, so that silence is a fault. */
  readonly everyMinute: boolean;
  readonly topic: sns.ITopic;
}

/** No execution waits for a watcher, so a watcher that fails would go unnoticed without an alarm. */
export class WatcherAlarms extends Construct {
  constructor(scope: Construct, id: string, { environmentName, watcher, topic, ...props }: WatcherAlarmsProps) {
    super(scope, id);
    const { name } = watcher.contract;
    const counted = (metricName: string) =>
      new cloudwatch.Metric({
        namespace: 'AWS/Lambda',
        metricName,
        dimensionsMap: { FunctionName: watcher.function.functionName },
        statistic: cloudwatch.Stats.SUM,
        period: everyMinute,
      });
    runbookAlarm(this, 'failing', {
      environmentName,
      topic,
      name: `${name}-failing`,
      article: '<watcher>-failing',
      says: `The function ${name} fails or is throttled`,
      metric: new cloudwatch.MathExpression({
        expression: 'SUM([errors, throttles])',
        usingMetrics: { errors: counted('Errors'), throttles: counted('Throttles') },
        period: everyMinute,
        label: 'failures',
      }),
      threshold: 1,
      // One that comes every minute makes up for a bad one by itself.
      minutes: props.everyMinute ? 3 : 1,
    });
    if (!props.everyMinute) return;
    runbookAlarm(this, 'silent', {
      environmentName,
      topic,
      name: `${name}-silent`,
      article: '<watcher>-silent',
      says: `The function ${name} has not been started for 5 minutes`,
      metric: counted('Invocations'),
      threshold: 1,
      operator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
      minutes: 5,
      silenceRings: true,
    });
  }
}
