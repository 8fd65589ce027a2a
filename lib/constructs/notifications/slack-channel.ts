import { Stack } from 'aws-cdk-lib';
import * as chatbot from 'aws-cdk-lib/aws-chatbot';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { SlackChannelId } from '#config/sluice-config.ts';
import { nameIn } from '#constructs/names.ts';
import { type Level, topicName } from './notification-topics.ts';

export interface SlackChannelProps {
  readonly environmentName: string;
  readonly slack: SlackChannelId;
  readonly regions: readonly string[];
}

const told: readonly Level[] = ['critical', 'warning'];

/** Tells a Slack channel what is urgent in every region: an account may name a channel only once, so one region does it. */
export class SlackChannel extends Construct {
  constructor(scope: Construct, id: string, { environmentName, slack, regions }: SlackChannelProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const topic = (region: string, level: Level) =>
      stack.formatArn({ service: 'sns', region, resource: topicName(environmentName, level) });
    const role = new iam.Role(this, 'Role', {
      description: 'What can be done from the channel: nothing, it is only told',
      assumedBy: new iam.ServicePrincipal('chatbot.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
      }),
    });
    new chatbot.CfnSlackChannelConfiguration(this, 'Channel', {
      configurationName: nameIn(environmentName),
      slackWorkspaceId: slack.workspace,
      slackChannelId: slack.channel,
      iamRoleArn: role.roleArn,
      // Without a guardrail of ours the service would take administrator's rights for one.
      guardrailPolicies: [`arn:${stack.partition}:iam::aws:policy/AWSDenyAll`],
      snsTopicArns: regions.flatMap((region) => told.map((level) => topic(region, level))),
      loggingLevel: 'ERROR',
    });
  }
}
