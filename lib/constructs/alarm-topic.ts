import { Duration, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { nameIn } from './names.ts';

export interface AlarmTopicProps {
  readonly environmentName: string;
  /** Who gets every alarm by e-mail; each address has to confirm once. */
  readonly emails: readonly string[];
}

/** Where every alarm of an environment goes. It has a key of its own: CloudWatch may not use the key that AWS manages. */
export class AlarmTopic extends Construct {
  readonly topic: sns.Topic;

  constructor(scope: Construct, id: string, { environmentName, emails }: AlarmTopicProps) {
    super(scope, id);
    const key = new kms.Key(this, 'Key', {
      description: `Encrypts the alarms of ${nameIn(environmentName)}`,
      enableKeyRotation: true,
      rotationPeriod: Duration.days(90),
    });
    this.topic = new sns.Topic(this, 'Topic', {
      topicName: nameIn(environmentName, 'alarms'),
      displayName: `Sluice alarms (${environmentName})`,
      masterKey: key,
      enforceSSL: true,
    });
    const cloudWatch = new iam.ServicePrincipal('cloudwatch.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
    });
    // EventBridge brings what the machines themselves have to tell.
    const events = new iam.ServicePrincipal('events.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
    });
    for (const teller of [cloudWatch, events]) key.grant(teller, 'kms:Decrypt', 'kms:GenerateDataKey');
    this.topic.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        principals: [cloudWatch],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
      }),
    );
    for (const email of emails) this.topic.addSubscription(new subscriptions.EmailSubscription(email));
  }
}
