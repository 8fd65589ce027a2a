import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ECRClient } from '@aws-sdk/client-ecr';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SSMClient } from '@aws-sdk/client-ssm';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { namingFailures } from './failure-names.ts';

/** One attempt only: retries are the definition's, where people can see them. */
const settings = { maxAttempts: 1 } as const;

// The only place that builds clients of the AWS SDK. One function each, so that a bundle holds only the ones it calls.

export const dynamodb = () =>
  DynamoDBDocumentClient.from(namingFailures(new DynamoDBClient(settings)), {
    marshallOptions: { removeUndefinedValues: true },
  });

export const ecr = (region?: string) => namingFailures(new ECRClient({ ...settings, ...(region && { region }) }));

export const ecs = () => namingFailures(new ECSClient(settings));

export const loadBalancing = () => namingFailures(new ElasticLoadBalancingV2Client(settings));

export const metrics = () => namingFailures(new CloudWatchClient(settings));

export const executions = () => namingFailures(new SFNClient(settings));

export const logs = () => namingFailures(new CloudWatchLogsClient(settings));

export const parameters = () => namingFailures(new SSMClient(settings));
