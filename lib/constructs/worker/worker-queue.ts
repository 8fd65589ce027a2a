import { ArnFormat, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { WorkerSpecification } from '#config/sluice-config.ts';
import { allow } from '#constructs/workflows/grants.ts';
import { nameIn } from '#constructs/names.ts';

export interface WorkerQueueProps {
  readonly environmentName: string;
  readonly worker: Pick<WorkerSpecification, 'name' | 'queue' | 'limitSeconds'>;
}

/** How often a message is given to a task before it is put aside. */
const tries = 3;

/** Where a worker's messages wait: in a queue of its own, or in one that exists. */
export class WorkerQueue extends Construct {
  readonly queue: sqs.IQueue;
  /** What failed too often; a queue that exists has its own. */
  readonly failed?: sqs.Queue;

  constructor(scope: Construct, id: string, { environmentName, worker }: WorkerQueueProps) {
    super(scope, id);
    if (worker.queue !== undefined) {
      const arn = Stack.of(this).formatArn({
        service: 'sqs',
        resource: worker.queue,
        arnFormat: ArnFormat.NO_RESOURCE_NAME,
      });
      this.queue = sqs.Queue.fromQueueArn(this, 'Queue', arn);
      return;
    }
    const queueName = nameIn(environmentName, worker.name);
    const common = {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    } as const;
    this.failed = new sqs.Queue(this, 'Failed', { ...common, queueName: `${queueName}-failed` });
    this.queue = new sqs.Queue(this, 'Queue', {
      ...common,
      queueName,
      visibilityTimeout: Duration.seconds(worker.limitSeconds),
      deadLetterQueue: { queue: this.failed, maxReceiveCount: tries },
    });
    // For the teams that send messages: they can grant their roles access.
    new CfnOutput(Stack.of(this), 'QueueArn', { value: this.queue.queueArn, exportName: `${queueName}-queue-arn` });
  }

  mayBeWorkedOffBy(role: iam.IRole): void {
    allow(role, {
      actions: [
        'sqs:ReceiveMessage',
        'sqs:DeleteMessage',
        'sqs:ChangeMessageVisibility',
        'sqs:GetQueueAttributes',
        'sqs:GetQueueUrl',
      ],
      on: this.queue.queueArn,
    });
  }
}
