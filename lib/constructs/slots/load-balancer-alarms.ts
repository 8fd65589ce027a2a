import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { everyMinute, runbookAlarm } from '#constructs/notifications/runbook-alarm.ts';

export interface LoadBalancerAlarmsProps {
  readonly environmentName: string;
  /** `app/name/id` */
  readonly loadBalancer: string;
  readonly topic: sns.ITopic;
}

/** As for a slot: below this a single failed request would be a rate. */
const enoughRequests = 20;

/**
 * Errors that no service is to blame for: where there is no task to ask, a request is counted for the load balancer and for
 * no target group. A request that a task has broken off is counted among the requests, too, which only lowers the share.
 */
export class LoadBalancerAlarms extends Construct {
  constructor(scope: Construct, id: string, { environmentName, loadBalancer, topic }: LoadBalancerAlarmsProps) {
    super(scope, id);
    const counted = (metricName: string) =>
      new cloudwatch.Metric({
        namespace: 'AWS/ApplicationELB',
        metricName,
        dimensionsMap: { LoadBalancer: loadBalancer },
        statistic: cloudwatch.Stats.SUM,
        period: everyMinute,
      });
    const all = '(own + FILL(requests, 0))';
    const expression = `IF(${all} >= ${enoughRequests}, 100 * own / ${all}, 0)`;
    runbookAlarm(this, 'unanswered', {
      environmentName,
      topic,
      name: 'unanswered',
      says: 'The load balancer answered more than 5 % of the requests itself, with 502, 503 or 504, for 3 minutes',
      metric: new cloudwatch.MathExpression({
        expression,
        usingMetrics: { own: counted('HTTPCode_ELB_5XX_Count'), requests: counted('RequestCount') },
        period: everyMinute,
        label: 'unanswered',
      }),
      threshold: 5,
      operator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      minutes: 3,
    });
  }
}
