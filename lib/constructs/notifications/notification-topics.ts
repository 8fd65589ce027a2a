import { Duration, SecretValue, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Notify } from '#config/sluice-config.ts';
import { nameIn } from '#constructs/names.ts';

/** Pages a person, is for today, or is good to know. */
export const levels = ['critical', 'warning', 'info'] as const;
export type Level = (typeof levels)[number];
export type Topics = Readonly<Record<Level, sns.Topic>>;

export interface NotificationTopicsProps {
  readonly environmentName: string;
  readonly notify: Pick<Notify, 'pagerDuty' | 'emails'>;
}

/**
 * Where every alarm of an environment goes, by how urgent it is. PagerDuty gets what has to page a person; each address
 * gets everything, so that nothing is lost while no one is on duty, and has to confirm once for each topic.
 */
export class NotificationTopics extends Construct {
  readonly topics: Topics;

  constructor(scope: Construct, id: string, { environmentName, notify }: NotificationTopicsProps) {
    super(scope, id);
    const key = this.#key(environmentName);
    const topic = (level: Level) => this.#topic(environmentName, level, key);
    this.topics = { critical: topic('critical'), warning: topic('warning'), info: topic('info') };
    for (const email of notify.emails)
      for (const level of levels) this.topics[level].addSubscription(new subscriptions.EmailSubscription(email));
    if (notify.pagerDuty !== undefined) this.#page(this.topics.critical, notify.pagerDuty);
  }

  /** A key of its own: CloudWatch and EventBridge may not use the one that AWS manages. */
  #key(environmentName: string): kms.Key {
    const key = new kms.Key(this, 'Key', {
      description: `Encrypts the notifications of ${nameIn(environmentName)}`,
      enableKeyRotation: true,
      rotationPeriod: Duration.days(90),
    });
    key.grant(alarmsIn(this), 'kms:Decrypt', 'kms:GenerateDataKey');
    // AWS documents no condition for what a rule sends.
    key.grant(new iam.ServicePrincipal('events.amazonaws.com'), 'kms:Decrypt', 'kms:GenerateDataKey');
    return key;
  }

  #topic(environmentName: string, level: Level, masterKey: kms.Key): sns.Topic {
    const topic = new sns.Topic(this, level, {
      topicName: topicName(environmentName, level),
      displayName: `Sluice ${environmentName}: ${level}`,
      masterKey,
      enforceSSL: true,
    });
    topic.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        principals: [alarmsIn(this)],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
      }),
    );
    return topic;
  }

  /** The address holds the key to the rota: CloudFormation reads it from the secret, and no template has it. */
  #page(topic: sns.Topic, secret: string): void {
    new sns.Subscription(this, 'PagerDuty', {
      topic,
      protocol: sns.SubscriptionProtocol.HTTPS,
      endpoint: SecretValue.secretsManager(secret).unsafeUnwrap(),
    });
  }
}

export const topicName = (environmentName: string, level: Level): string => nameIn(environmentName, level);

const alarmsIn = (scope: Construct) =>
  new iam.ServicePrincipal('cloudwatch.amazonaws.com', {
    conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
  });
