import { Duration } from 'aws-cdk-lib';
import type * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '#constructs/acknowledge.ts';
import { nameIn } from '#constructs/names.ts';
import { everyMinute, runbookAlarm } from '#constructs/notifications/runbook-alarm.ts';

export interface UndeliveredEventsProps {
  readonly environmentName: string;
  /** Of the alarm. */
  readonly name: string;
  readonly queueName: string;
  readonly says: string;
  readonly topic: sns.ITopic;
}

/** Where events end that a rule could not deliver: kept for two weeks, and told to people. */
export class UndeliveredEvents extends Construct {
  readonly queue: sqs.Queue;

  constructor(scope: Construct, id: string, { environmentName, queueName, ...alarm }: UndeliveredEventsProps) {
    super(scope, id);
    this.queue = new sqs.Queue(this, 'Queue', {
      queueName: nameIn(environmentName, queueName),
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    acknowledge(this.queue, 'SQS3', 'It is the dead-letter queue itself');
    runbookAlarm(this, 'Alarm', {
      environmentName,
      ...alarm,
      metric: this.queue.metricApproximateNumberOfMessagesVisible({ period: everyMinute, statistic: 'Maximum' }),
      threshold: 1,
    });
  }
}
