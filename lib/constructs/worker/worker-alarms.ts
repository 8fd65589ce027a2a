import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Slot } from '#domain/slots/slot.ts';
import { nameIn } from '#constructs/names.ts';
import type { Topics } from '#constructs/notifications/notification-topics.ts';
import { everyMinute, runbookAlarm } from '#constructs/notifications/runbook-alarm.ts';
import { type QueueMetrics, queueMetrics, type TaskMetrics } from './worker-metrics.ts';

export interface WorkerAlarmsProps {
  readonly environmentName: string;
  readonly worker: string;
  readonly limitSeconds: number;
  readonly queue: QueueMetrics;
  /** The name of the queue for what failed too often. */
  readonly failed?: string;
  readonly tasks: Readonly<Record<Slot, TaskMetrics>>;
  readonly topics: Topics;
}

const stopping = (worker: string, slot: Slot): string => `${worker}-${slot}-stopping`;

/** What says that a version of a worker is not fit: while it bakes, each sends it back. */
export const alarmsOfFitWorker = (environment: string, worker: string, slot: Slot): readonly string[] => [
  nameIn(environment, stopping(worker, slot)),
];

/** What can be wrong with a worker: its tasks, and what becomes of its messages. */
export class WorkerAlarms extends Construct {
  constructor(scope: Construct, id: string, props: WorkerAlarmsProps) {
    super(scope, id);
    const { environmentName, worker, limitSeconds, queue, failed, tasks, topics } = props;
    const common = { environmentName, topic: topics.warning };
    for (const slot of ['blue', 'green'] as const) {
      runbookAlarm(this, `${slot}-stopping`, {
        ...common,
        name: stopping(worker, slot),
        article: '<service>-<slot>-stopping',
        says: 'Fewer tasks run than should, for 10 minutes: they keep stopping',
        metric: new cloudwatch.MathExpression({
          expression: 'desired - running',
          usingMetrics: { ...tasks[slot] },
          period: everyMinute,
          label: 'missing',
        }),
        threshold: 1,
        minutes: 10,
      });
    }
    runbookAlarm(this, 'backlog', {
      ...common,
      name: `${worker}-backlog`,
      article: '<worker>-backlog',
      says: `A message has waited longer than one may take (${limitSeconds} s), for 5 minutes`,
      metric: queue.oldestSeconds,
      threshold: limitSeconds,
      operator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      minutes: 5,
    });
    if (failed === undefined) return;
    runbookAlarm(this, 'failed-messages', {
      ...common,
      name: `${worker}-failed-messages`,
      article: '<worker>-failed-messages',
      says: 'A message failed three times, and was put aside',
      metric: queueMetrics(failed).waiting,
      threshold: 1,
    });
  }
}
