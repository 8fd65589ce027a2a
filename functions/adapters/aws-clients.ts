import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ECRClient } from '@aws-sdk/client-ecr';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { RDSClient } from '@aws-sdk/client-rds';
import { Route53RecoveryClusterClient } from '@aws-sdk/client-route53-recovery-cluster';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SSMClient } from '@aws-sdk/client-ssm';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { normalizeAwsErrors } from './normalize-aws-errors.ts';

/** One attempt only: retries are the definition's, where people can see them. */
const settings = { maxAttempts: 1 } as const;

/** A region that is blocked answers nothing at all. Unless it is told to throw, the SDK warns after its timeout, and waits on. */
const givesUpSoon = {
  requestHandler: { connectionTimeout: 1000, requestTimeout: 2000, throwOnRequestTimeout: true },
} as const;

// The only place that builds clients of the AWS SDK. One function each, so that a bundle holds only the ones it calls.

export const dynamodb = () =>
  DynamoDBDocumentClient.from(normalizeAwsErrors(new DynamoDBClient(settings)), {
    marshallOptions: { removeUndefinedValues: true },
  });

export const ecr = (region?: string) => normalizeAwsErrors(new ECRClient({ ...settings, ...(region && { region }) }));

export const ecs = () => normalizeAwsErrors(new ECSClient(settings));

export const loadBalancing = () => normalizeAwsErrors(new ElasticLoadBalancingV2Client(settings));

export const objects = () => normalizeAwsErrors(new S3Client(settings));

export const events = () => normalizeAwsErrors(new EventBridgeClient(settings));

export const metrics = () => normalizeAwsErrors(new CloudWatchClient(settings));

export const databases = () => normalizeAwsErrors(new RDSClient(settings));

/** Of a cluster that answers in five regions: the one that is asked here may be the one that is away. */
export const routingControls = ({ region, url }: { readonly region: string; readonly url: string }) =>
  new Route53RecoveryClusterClient({ ...settings, region, endpoint: url, ...givesUpSoon });

/** In a region that may be away. */
export const executionsIn = (region: string) =>
  normalizeAwsErrors(new SFNClient({ ...settings, region, ...givesUpSoon }));

export const eventsIn = (region: string) =>
  normalizeAwsErrors(new EventBridgeClient({ ...settings, region, ...givesUpSoon }));

export const executions = () => normalizeAwsErrors(new SFNClient(settings));

export const logs = () => normalizeAwsErrors(new CloudWatchLogsClient(settings));

export const parameters = () => normalizeAwsErrors(new SSMClient(settings));
