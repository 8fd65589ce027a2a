import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { everyMinute } from '#constructs/notifications/runbook-alarm.ts';
import { backlog } from '#constructs/slots/scaling-figures.ts';
import { type ScaledSlot, ScalingRules } from '#constructs/slots/scaling-rules.ts';
import type { QueueMetrics, TaskMetrics } from './worker-metrics.ts';

export interface WorkerScalingProps extends ScaledSlot {
  /** How many messages may wait for each task. */
  readonly messagesPerTask: number;
  readonly queue: QueueMetrics;
  readonly own: TaskMetrics;
  readonly other: TaskMetrics;
}

/**
 * Tasks of a worker follow its queue. While both slots have tasks a deployment is under way, and it waits for the size that
 * it has asked for: then neither grows nor shrinks. A slot without tasks has no share of the messages, and stays empty.
 */
export class WorkerScaling extends Construct {
  constructor(scope: Construct, id: string, props: WorkerScalingProps) {
    super(scope, id);
    const { messagesPerTask, queue, own, other, tasks } = props;
    const math = (expression: string, label: string) =>
      new cloudwatch.MathExpression({
        expression,
        label,
        usingMetrics: { waiting: queue.waiting, own: own.desired, others: other.desired },
        period: everyMinute,
      });
    const rules = new ScalingRules(this, props);
    rules.grow('out-backlog', math('IF(FILL(others, 0) > 0, 0, waiting / own)', 'waiting for each task'), {
      above: messagesPerTask,
      minutes: backlog.longMinutes,
    });
    const few = messagesPerTask * backlog.shortShare;
    const busy = `IF(own <= ${tasks.min} OR FILL(others, 0) > 0, 1, IF(FILL(waiting, 0) / own < ${few}, 0, 1))`;
    rules.shrink(math(busy, 'busy'), backlog.shortMinutes);
  }
}
