import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { Notify } from '#config/sluice-config.ts';
import { nameIn } from '#constructs/names.ts';
import { NotificationTopics, type Topics } from '#constructs/notifications/notification-topics.ts';
import { SlackChannel } from '#constructs/notifications/slack-channel.ts';

export interface StatefulStackProps extends StackProps {
  readonly environmentName: string;
  readonly notify: Notify;
  /** The regions whose urgent news this one tells in chat; none where another region does it. */
  readonly chatsFor: readonly string[];
}

/** What must outlive every update: the ledger, and the way to the people who are told. */
export class StatefulStack extends Stack {
  readonly ledger: dynamodb.Table;
  readonly topics: Topics;

  constructor(scope: Construct, id: string, props: StatefulStackProps) {
    super(scope, id, props);
    const { environmentName, notify, chatsFor: regions } = props;
    this.ledger = new dynamodb.Table(this, 'Ledger', {
      tableName: nameIn(environmentName, 'ledger'),
      partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'sk', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      encryption: dynamodb.TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      timeToLiveAttribute: 'expires',
      stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
    });
    this.topics = new NotificationTopics(this, 'Notifications', { environmentName, notify }).topics;
    if (notify.slack !== undefined && regions.length > 0)
      new SlackChannel(this, 'Slack', { environmentName, slack: notify.slack, regions });
  }

  /** For what has to page a person. */
  get alarmTopic(): sns.Topic {
    return this.topics.critical;
  }
}
