import {
  CreateClusterCommand,
  DescribeServicesCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { beforeAll, describe, expect, it } from 'vitest';
import { EcsAlbSlotOwner } from '#adapters/compute/ecs-alb-slot-owner.ts';
import { AlbTrafficRouter } from '#adapters/traffic/alb-traffic-router.ts';
import { EcsWorkerRouter } from '#adapters/traffic/ecs-worker-router.ts';
import { ServiceRouter } from '#adapters/traffic/service-router.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import { targetOf } from '#rehearsal/simulator/world/target.ts';
import { eventually, localCloud } from '../e2e/local-cloud/support.ts';

const cloud = localCloud();
const cluster = 'sluice-test';
let ecs: ECSClient;
let router: ServiceRouter;
let target: ServiceTarget;
let owner: EcsAlbSlotOwner;

const slots = { blue: { ecsService: 'generation-blue' }, green: { ecsService: 'generation-green' } };
const shape = (template: string) => ({
  traffic: { kind: 'worker' as const },
  ...{ service: 'generation', cluster, slots, template, container: 'app', spot: 0, startSeconds: 0 },
  ...{ subnets: ['subnet-1'], securityGroup: 'sg-1' },
});

beforeAll(async () => {
  ecs = new ECSClient(cloud.settings());
  const loadBalancing = new ElasticLoadBalancingV2Client(cloud.settings());
  owner = new EcsAlbSlotOwner(ecs, loadBalancing);
  router = new ServiceRouter({ alb: new AlbTrafficRouter(loadBalancing), worker: new EcsWorkerRouter(ecs) });
  await ecs.send(new CreateClusterCommand({ clusterName: cluster }));
  const { taskDefinition } = await ecs.send(
    new RegisterTaskDefinitionCommand({
      family: 'sluice-test-generation',
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: '256',
      memory: '512',
      containerDefinitions: [{ name: 'app', image: 'placeholder' }],
    }),
  );
  const { weightHolder: taggedService } = await owner.ensure(shape(taskDefinition?.taskDefinitionArn ?? ''));
  const known = targetOf({
    ...{ name: 'generation', environment: 'test', region: 'us-east-1', repository: 'generation' },
    tasks: { min: 1, max: 2 },
    strategy: { name: 'both-work', steps: [{ weight: 100, bakeSeconds: 0 }] },
  });
  const slot = (name: string) => ({ ecsService: `generation-${name}`, alarms: [] });
  target = {
    ...known,
    cluster,
    traffic: { kind: 'worker', queue: 'generation', taggedService },
    slots: { blue: slot('blue'), green: slot('green') },
  };
}, 120_000);

describe('the slots of a worker in ECS', () => {
  it('have no load balancer, and blue is live before anything was deployed', async () => {
    const { services = [] } = await ecs.send(
      new DescribeServicesCommand({ cluster, services: ['generation-blue', 'generation-green'] }),
    );
    expect(services.map(({ desiredCount, loadBalancers }) => [desiredCount, loadBalancers ?? []])).toEqual([
      [0, []],
      [0, []],
    ]);
    expect(await router.weights(target)).toEqual({ blue: 100, green: 0 });
    expect(await router.health(target, 'blue')).toEqual({ healthyTargets: 0 });
  });

  it('keep the live slot that was last set, also after the stack has been updated', async () => {
    await router.setWeights(target, { blue: 0, green: 100 });
    expect(await router.weights(target)).toEqual({ blue: 0, green: 100 });
    await owner.ensure(shape('sluice-test-generation:1'));
    expect(await router.weights(target)).toEqual({ blue: 0, green: 100 });
  });

  it('go when they are removed', async () => {
    await owner.remove(shape('sluice-test-generation:1'));
    const isGone = () => owner.isGone(shape('sluice-test-generation:1'));
    expect(await eventually(isGone, (gone) => gone)).toBe(true);
  });
});
