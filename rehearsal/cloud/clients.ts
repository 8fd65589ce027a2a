import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ECRClient } from '@aws-sdk/client-ecr';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { RDSClient } from '@aws-sdk/client-rds';
import { Route53Client } from '@aws-sdk/client-route-53';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SSMClient } from '@aws-sdk/client-ssm';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

export type Clients = ReturnType<typeof clientsFor>;

/** How a rehearsal itself looks into one region of the local cloud. */
export function clientsFor(endpoint: string, region: string) {
  const settings = { endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  return {
    region,
    cloudFormation: new CloudFormationClient(settings),
    containers: new ECSClient(settings),
    databases: new RDSClient(settings),
    events: new EventBridgeClient(settings),
    loadBalancing: new ElasticLoadBalancingV2Client(settings),
    machines: new SFNClient(settings),
    metrics: new CloudWatchClient(settings),
    names: new Route53Client(settings),
    objects: new S3Client({ ...settings, forcePathStyle: true }),
    parameters: new SSMClient(settings),
    registry: new ECRClient(settings),
    tables: DynamoDBDocumentClient.from(new DynamoDBClient(settings)),
  };
}
