import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { DescribeServicesCommand } from '@aws-sdk/client-ecs';
import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockKey } from '#adapters/ledger/ledger-keys.ts';
import { type Clients, clientsFor } from '#rehearsal/cloud/clients.ts';
import { CloudDeployer } from '#rehearsal/cloud/deploy.ts';
import { type Emulator, startEmulator } from '#rehearsal/cloud/emulator.ts';
import { repository } from '#rehearsal/repository.ts';
import type { Template } from '../local-cloud/stack.ts';
import { eventually } from '../local-cloud/support.ts';

const region = 'us-east-1';
const cluster = 'sluice-development';
const stackName = 'sluice-development-service-api';
const slotsType = 'Custom::SluiceServiceSlots';
const timeoutMs = 120_000;

let directory: string;
let emulator: Emulator;
let clients: Clients;
let cloudFormation: CloudFormationClient;
let template: Template;

beforeAll(async () => {
  mkdirSync(join(repository, '.rehearsal'), { recursive: true });
  directory = mkdtempSync(join(repository, '.rehearsal', 'test-'));
  emulator = await startEmulator({ directory, clockSpeed: 20 });
  const deployer = new CloudDeployer(emulator.endpoint, region);
  await deployer.bootstrap([region]);
  const assembly = join(directory, 'cdk.out');
  const signal = AbortSignal.timeout(150_000);
  await deployer.deploy({ directory: assembly, context: { environment: 'development' }, signal });
  clients = clientsFor(emulator.endpoint, region);
  cloudFormation = clients.cloudFormation;
  const file = join(assembly, `sluice-development-api-${region}.template.json`);
  template = JSON.parse(readFileSync(file, 'utf8')) as Template;
}, 240_000);

afterAll(async () => {
  await emulator.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** Everything of the service that CloudFormation does not create by itself, and its dependencies. */
async function account() {
  const balancers = await clients.loadBalancing.send(new DescribeLoadBalancersCommand({ Names: [cluster] }));
  const LoadBalancerArn = balancers.LoadBalancers?.[0]?.LoadBalancerArn ?? '';
  const { Listeners = [] } = await clients.loadBalancing.send(new DescribeListenersCommand({ LoadBalancerArn }));
  const rules = await Promise.all(
    Listeners.map(({ ListenerArn }) => clients.loadBalancing.send(new DescribeRulesCommand({ ListenerArn }))),
  );
  const { TargetGroups = [] } = await clients.loadBalancing.send(new DescribeTargetGroupsCommand({}));
  const { services = [] } = await clients.containers.send(
    new DescribeServicesCommand({ cluster, services: ['api-blue', 'api-green'] }),
  );
  const named = new Map(TargetGroups.map(({ TargetGroupArn, TargetGroupName }) => [TargetGroupArn, TargetGroupName]));
  return {
    services: services.map(({ serviceName, status, desiredCount }) => ({ serviceName, status, desiredCount })),
    weights: rules
      .flatMap(({ Rules = [] }) => Rules)
      .filter(({ IsDefault }) => IsDefault !== true)
      .map(({ Actions }) =>
        (Actions?.[0]?.ForwardConfig?.TargetGroups ?? []).map(({ TargetGroupArn, Weight }) => [
          named.get(TargetGroupArn),
          Weight,
        ]),
      ),
    targetGroups: [...named.values()].filter((name) => name?.includes('api')).sort(),
  };
}

const asItShouldBe = {
  services: [
    { serviceName: 'api-blue', status: 'ACTIVE', desiredCount: 0 },
    { serviceName: 'api-green', status: 'ACTIVE', desiredCount: 0 },
  ],
  weights: [
    [
      ['sluice-development-api-blue', 100],
      ['sluice-development-api-green', 0],
    ],
  ],
  targetGroups: ['sluice-development-api-blue', 'sluice-development-api-green'],
};

async function expectNothing(): Promise<void> {
  const { services, weights, targetGroups } = await account();
  expect(services.filter(({ status }) => status === 'ACTIVE')).toEqual([]);
  expect(weights).toEqual([]);
  expect(targetGroups).toEqual([]);
}

async function settled(StackName: string): Promise<string> {
  const status = async () => {
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    return Stacks?.[0]?.StackStatus ?? '';
  };
  return eventually(status, (found) => /(COMPLETE|FAILED)$/.test(found) && !found.includes('PROGRESS'), timeoutMs);
}

async function create(body: Template): Promise<string> {
  const input = { StackName: stackName, TemplateBody: JSON.stringify(body) };
  await cloudFormation.send(new CreateStackCommand({ ...input, Capabilities: ['CAPABILITY_NAMED_IAM'] }));
  return settled(stackName);
}

async function remove(): Promise<string> {
  const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: stackName }));
  await cloudFormation.send(new DeleteStackCommand({ StackName: stackName }));
  return settled(Stacks?.[0]?.StackId ?? '');
}

/** As a deployment does; `-` means no holder. */
async function hold(owner: string): Promise<void> {
  const expiresAt = new Date(Date.now() + 365 * 24 * 3600 * 1000).toISOString();
  const Item = { ...lockKey('api'), owner, kind: 'deployment', execution: 'e', expiresAt, fence: 1 };
  await clients.tables.send(new PutCommand({ TableName: 'sluice-development-ledger', Item }));
}

/** The stack's resources in CloudFormation, by the prefixes of their names. */
async function resources(): Promise<string> {
  const { StackResources = [] } = await cloudFormation.send(
    new DescribeStackResourcesCommand({ StackName: stackName }),
  );
  const left = StackResources.filter(({ ResourceStatus }) => ResourceStatus !== 'DELETE_COMPLETE');
  return left
    .map(({ LogicalResourceId }) => LogicalResourceId)
    .sort()
    .join(' ');
}

/** A resource that comes after the slots and cannot be created. */
function broken(): Template {
  const [slots = ''] = Object.entries(template.Resources).find(([, { Type }]) => Type === slotsType) ?? [];
  const impossible = {
    Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    DependsOn: [slots],
    Properties: { PolicyName: 'p', ScalingTargetId: 'service/none/none|ecs:service:DesiredCount|ecs' },
  };
  return { ...template, Resources: { ...template.Resources, Impossible: impossible } };
}

describe('the life of a service’s stack', { timeout: 240_000 }, () => {
  it('begins with two empty slots and a rule', async () => {
    expect(await account()).toEqual(asItShouldBe);
  });

  it('waits for tasks on another capacity', async () => {
    const [slots = ''] = Object.entries(template.Resources).find(([, { Type }]) => Type === slotsType) ?? [];
    const changed = structuredClone(template);
    Object.assign(changed.Resources[slots]!.Properties ?? {}, { spot: 50 });
    const input = { StackName: stackName, TemplateBody: JSON.stringify(changed) };
    await cloudFormation.send(new UpdateStackCommand({ ...input, Capabilities: ['CAPABILITY_NAMED_IAM'] }));
    expect(await settled(stackName)).toBe('UPDATE_COMPLETE');
    expect(await account()).toEqual(asItShouldBe);
  });

  it('does not end while a deployment holds the lock, and loses nothing', async () => {
    await hold('d-7');
    const before = await resources();
    expect(before).toContain('CatalogueEntry');
    expect(await remove()).toBe('DELETE_FAILED');
    expect(await resources()).toEqual(before);
    expect(await account()).toEqual(asItShouldBe);
    await hold('-');
  });

  it('ends with nothing of the service left', async () => {
    expect(await remove()).toBe('DELETE_COMPLETE');
    await expectNothing();
  });

  it('leaves nothing when it was only half created', async () => {
    expect(await create(broken())).toBe('ROLLBACK_COMPLETE');
    await expectNothing();
    expect(await remove()).toBe('DELETE_COMPLETE');
  });

  it('begins again as if it had never existed', async () => {
    expect(await create(template)).toBe('CREATE_COMPLETE');
    expect(await account()).toEqual(asItShouldBe);
  });
});
