import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { everyMinute } from '#constructs/notifications/runbook-alarm.ts';

export type TaskMetrics = ReturnType<typeof taskMetrics>;
export type QueueMetrics = ReturnType<typeof queueMetrics>;

const of = (namespace: string, dimensionsMap: Record<string, string>) => (metricName: string, statistic: string) =>
  new cloudwatch.Metric({ namespace, metricName, statistic, dimensionsMap, period: everyMinute });

/** What CloudWatch knows of the tasks of one slot, minute by minute. */
export function taskMetrics(cluster: string, ecsService: string) {
  const tasks = of('ECS/ContainerInsights', { ClusterName: cluster, ServiceName: ecsService });
  return { desired: tasks('DesiredTaskCount', 'Average'), running: tasks('RunningTaskCount', 'Average') };
}

export function queueMetrics(name: string) {
  const queue = of('AWS/SQS', { QueueName: name });
  return {
    waiting: queue('ApproximateNumberOfMessagesVisible', 'Maximum'),
    oldestSeconds: queue('ApproximateAgeOfOldestMessage', 'Maximum'),
  };
}
