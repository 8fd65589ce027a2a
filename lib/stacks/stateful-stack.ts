import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { AlarmTopic } from '#constructs/alarm-topic.ts';
import { nameIn } from '#constructs/names.ts';

export interface StatefulStackProps extends StackProps {
  readonly environmentName: string;
  readonly emails: readonly string[];
}

/** What must outlive every update: the ledger, and the way to the people who are told. */
export class StatefulStack extends Stack {
  readonly ledger: dynamodb.Table;
  readonly alarmTopic: sns.Topic;

  constructor(scope: Construct, id: string, props: StatefulStackProps) {
    super(scope, id, props);
    const { environmentName, emails } = props;
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
    });
    this.alarmTopic = new AlarmTopic(this, 'Alarms', { environmentName, emails }).topic;
  }
}
