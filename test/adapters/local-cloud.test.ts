import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateRepositoryCommand, PutImageCommand, PutReplicationConfigurationCommand } from '@aws-sdk/client-ecr';
import { CreateClusterCommand, RegisterTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import {
  ElasticLoadBalancingV2Client,
  ModifyTargetGroupAttributesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { CreateDBClusterCommand } from '@aws-sdk/client-rds';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe } from 'vitest';
import * as aws from '#adapters/aws-clients.ts';
import { AlbTrafficRouter } from '#adapters/traffic/alb-traffic-router.ts';
import { DynamoDecisions } from '#adapters/ledger/dynamo-decisions.ts';
import { DynamoDeploymentLock } from '#adapters/ledger/dynamo-deployment-lock.ts';
import { DynamoFailoverLedger } from '#adapters/regions/dynamo-failover-ledger.ts';
import { DynamoHistory } from '#adapters/ledger/dynamo-history.ts';
import { DynamoLedger } from '#adapters/ledger/dynamo-ledger.ts';
import { DynamoOpenWaits } from '#adapters/ledger/dynamo-open-waits.ts';
import { DynamoPrimaryState } from '#adapters/regions/dynamo-primary-state.ts';
import { DynamoMetricSnapshots } from '#adapters/metrics/dynamo-metric-snapshots.ts';
import { DynamoDeploymentQueue } from '#adapters/ledger/dynamo-deployment-queue.ts';
import { EcrImageRegistry } from '#adapters/images/ecr-image-registry.ts';
import { EcrImageScanner } from '#adapters/images/ecr-image-scanner.ts';
import { EcsAlbSlotOwner } from '#adapters/compute/ecs-alb-slot-owner.ts';
import { EcsContainerPlatform } from '#adapters/compute/ecs-container-platform.ts';
import { EcsReleases } from '#adapters/compute/ecs-releases.ts';
import { EcsStoppedTasks } from '#adapters/compute/ecs-stopped-tasks.ts';
import { HttpTestRoute } from '#adapters/traffic/http-test-route.ts';
import { RdsDatabaseSnapshots } from '#adapters/database/rds-database-snapshots.ts';
import { SsmServiceCatalogue } from '#adapters/compute/ssm-service-catalogue.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import { forwardTo, listener, loadBalancer, targetGroup } from '../e2e/local-cloud/load-balancer.ts';
import { eventually as within, localCloud } from '../e2e/local-cloud/support.ts';
import { catalogueKeepsItsWord } from './contract/catalogue.ts';
import { failoverLedgerKeepsItsWord } from './contract/failover-ledger.ts';
import { ledgerKeepsItsWord } from './contract/ledger.ts';
import { primaryStateKeepsItsWord } from './contract/primary-state.ts';
import { registryKeepsItsWord } from './contract/registry.ts';
import { scannerKeepsItsWord } from './contract/scanner.ts';
import { shiftMemoryKeepsItsWord } from './contract/shift-memory.ts';
import { snapshotsKeepTheirWord } from './contract/snapshots.ts';
import { makeTable } from './make-table.ts';
import { quotaKeepsItsWord } from './contract/task-quota.ts';
import { metricsKeepTheirWord } from './contract/metrics.ts';
import { cloudWatchUnderTest, taskQuotaUnderTest } from './cloudwatch-under-test.ts';
import { slotsKeepTheirWord } from './contract/slots.ts';

const cloud = localCloud({ healthCheckSeconds: 0.5, clockSpeed: 10 });
const table = 'ledger';
const logGroup = '/sluice/test/services/api';
const cataloguePath = '/sluice/test/services';
const tags = ['v1', 'v2-crash-at-start', 'v2-critical', 'v2-unscannable'];
const standbyRegion = 'eu-west-1';

/** Tasks start slowly on a machine that is busy with other tests. */
const eventually = <T>(ask: () => Promise<T>, wished: (answer: T) => boolean) => within(ask, wished, 120_000);

/** The product's own clients find the local cloud as any program finds it: by their environment. */
const environment = () => ({
  AWS_ENDPOINT_URL: cloud.settings().endpoint,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: cloud.settings().credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: cloud.settings().credentials.secretAccessKey,
});
const before = { ...process.env };
beforeAll(async () => {
  Object.assign(process.env, environment());
  await makeTable(table);
  await pushImages();
  target = await makeSlots();
  for (const each of catalogued) {
    const Value = JSON.stringify(each);
    await aws
      .parameters()
      .send(new PutParameterCommand({ Name: `${cataloguePath}/${each.service}`, Value, Type: 'String' }));
  }
});
afterAll(() => {
  for (const name of Object.keys(environment())) {
    if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = before[name];
  }
});

const described: ServiceTarget = {
  service: 'api',
  environment: 'test',
  region: 'us-east-1',
  cluster: 'sluice-test',
  traffic: {
    kind: 'alb',
    listenerRule: 'made by the slots’ owner',
    targetGroups: { blue: 'made by the test', green: 'made by the test' },
  },
  slots: { blue: { ecsService: 'api-blue', alarms: [] }, green: { ecsService: 'api-green', alarms: [] } },
  templateFamily: 'sluice-test-api',
  container: 'api',
  repository: 'api',
  network: { subnets: ['subnet-1'], securityGroups: ['sg-1'] },
  scan: { refuse: 'high', accepted: [] },
  tasks: { min: 1, max: 2 },
  health: { endpoints: ['/health'], timeoutSeconds: 5, tries: 3, minimumScore: 0.95 },
  hooks: {},
  strategy: { name: 'quick', steps: [{ weight: 100, bakeSeconds: 0 }] },
};
let target = described;

/** More than Parameter Store returns at a time. */
const catalogued = ['api', ...Array.from({ length: 11 }, (_, index) => `web-${index + 10}`)].map((service) => ({
  ...described,
  service,
}));

async function pushImages(): Promise<void> {
  await aws.ecr().send(new CreateRepositoryCommand({ repositoryName: 'api' }));
  await aws.ecr().send(
    new PutReplicationConfigurationCommand({
      replicationConfiguration: { rules: [{ destinations: [{ region: standbyRegion, registryId: '000000000000' }] }] },
    }),
  );
  for (const imageTag of tags) {
    const imageManifest = JSON.stringify({ tag: imageTag });
    await aws.ecr().send(new PutImageCommand({ repositoryName: 'api', imageTag, imageManifest }));
  }
}

async function makeSlots(): Promise<ServiceTarget> {
  const client: ElasticLoadBalancingV2Client = aws.loadBalancing();
  const { arn } = await loadBalancer(client, 'api');
  const group = async (name: string) => {
    const TargetGroupArn = await targetGroup(client, name, { Port: 8080 });
    const Attributes = [{ Key: 'deregistration_delay.timeout_seconds', Value: '1' }];
    await client.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn, Attributes }));
    return TargetGroupArn;
  };
  const targetGroups = { blue: await group('api-blue'), green: await group('api-green') };
  const slots = {
    blue: { ecsService: 'api-blue', alarms: ['api-blue-errors'] },
    green: { ecsService: 'api-green', alarms: ['api-green-errors'] },
  };
  const fallback = await group('api-fallback');
  const listenerArn = await listener(client, arn, forwardTo([{ TargetGroupArn: fallback, Weight: 1 }]));
  await aws.ecs().send(new CreateClusterCommand({ clusterName: described.cluster }));
  await aws.logs().send(new CreateLogGroupCommand({ logGroupName: logGroup }));
  const { taskDefinition } = await aws.ecs().send(
    new RegisterTaskDefinitionCommand({
      family: described.templateFamily,
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: '256',
      memory: '512',
      containerDefinitions: [
        {
          name: 'api',
          image: 'placeholder',
          portMappings: [{ containerPort: 8080 }],
          logConfiguration: {
            logDriver: 'awslogs',
            options: { 'awslogs-group': logGroup, 'awslogs-region': 'us-east-1', 'awslogs-stream-prefix': 'api' },
          },
        },
      ],
    }),
  );
  const { weightHolder: listenerRule } = await new EcsAlbSlotOwner(aws.ecs(), client).ensure({
    service: 'api',
    cluster: described.cluster,
    traffic: { kind: 'alb', listener: listenerArn, route: { path: '/*', priority: 10 }, targetGroups, port: 8080 },
    slots,
    template: taskDefinition?.taskDefinitionArn ?? '',
    container: 'api',
    subnets: ['subnet-1'],
    securityGroup: 'sg-1',
    spot: 0,
    startSeconds: 0,
  });
  return { ...described, slots, traffic: { kind: 'alb', listenerRule, targetGroups } };
}

const registry = () => new EcrImageRegistry(aws.ecr);

async function image(tag: string) {
  const found = await registry().find('api', tag);
  if (found === undefined) throw new Error(`${tag} has not been pushed`);
  return found;
}

describe('the ledger in DynamoDB', () => {
  ledgerKeepsItsWord(() => ({
    ledger: new DynamoLedger(aws.dynamodb(), table),
    lock: new DynamoDeploymentLock(aws.dynamodb(), table),
    queue: new DynamoDeploymentQueue(aws.dynamodb(), table),
  }));
});

describe('the memory of a shift in DynamoDB', () => {
  shiftMemoryKeepsItsWord(() => ({
    ledger: new DynamoLedger(aws.dynamodb(), table),
    history: new DynamoHistory(aws.dynamodb(), table),
    waits: new DynamoOpenWaits(aws.dynamodb(), table),
    metricSnapshots: new DynamoMetricSnapshots(aws.dynamodb(), table),
    decisions: new DynamoDecisions(aws.dynamodb(), table),
  }));
});

describe('the memory of the standby in DynamoDB', () => {
  let standbys = 0;
  const emptyTable = () => makeTable(`standby-${++standbys}`);
  failoverLedgerKeepsItsWord(async () => new DynamoFailoverLedger(aws.dynamodb(), await emptyTable()));
  primaryStateKeepsItsWord(async () => new DynamoPrimaryState(aws.dynamodb(), await emptyTable()));
});

describe('the registry in ECR', () => registryKeepsItsWord({ registry, standbyRegion, eventually }));

describe('the scanner in ECR', () =>
  scannerKeepsItsWord({ scanner: () => new EcrImageScanner(aws.ecr()), image, eventually }));

describe('the snapshots in RDS', () => {
  beforeAll(async () => {
    const cluster = { DBClusterIdentifier: 'orders', Engine: 'aurora-postgresql' };
    await aws.databases().send(new CreateDBClusterCommand(cluster));
  });
  snapshotsKeepTheirWord({ snapshots: () => new RdsDatabaseSnapshots(aws.databases()), eventually });
});

describe('the quota in CloudWatch', () => quotaKeepsItsWord(taskQuotaUnderTest(() => cloud.now())));

describe('the metrics in CloudWatch', () => metricsKeepTheirWord(() => cloudWatchUnderTest(target)));

describe('the slots in ECS behind a load balancer', () => {
  slotsKeepTheirWord(() => ({
    platform: new EcsContainerPlatform(aws.ecs()),
    router: new AlbTrafficRouter(aws.loadBalancing()),
    testRoute: new HttpTestRoute(),
    stopped: new EcsStoppedTasks(aws.ecs(), aws.logs()),
    releases: new EcsReleases(aws.ecs()),
    target,
    image,
    eventually,
  }));
});

describe('the catalogue in Parameter Store', () => {
  catalogueKeepsItsWord(() => new SsmServiceCatalogue(aws.parameters(), cataloguePath), catalogued);
});
