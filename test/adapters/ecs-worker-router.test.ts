import type { ECSClient, Service, Tag } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { EcsWorkerRouter, workerMark } from '#adapters/traffic/ecs-worker-router.ts';
import { targetOf } from '#rehearsal/simulator/world/target.ts';

const target = {
  ...targetOf({
    name: 'generation',
    environment: 'test',
    region: 'us-east-1',
    repository: 'generation',
    tasks: { min: 1, max: 2 },
    strategy: { name: 'both-work', steps: [{ weight: 100, bakeSeconds: 60 }] },
  }),
  traffic: { kind: 'worker' as const, queue: 'sluice-test-generation', taggedService: 'arn:generation-blue' },
};

/** Two ECS services, which keep the tags that they are given. */
function cluster(tags: Tag[] = [{ key: workerMark, value: '100' }]) {
  const blue: Service = { serviceName: target.slots.blue.ecsService, runningCount: 2, tags };
  const green: Service = { serviceName: target.slots.green.ecsService, runningCount: 1 };
  const send = async ({ input }: { readonly input: { services?: string[]; tags?: Tag[]; resourceArn?: string } }) => {
    if (input.tags !== undefined && input.resourceArn === target.traffic.taggedService) blue.tags = input.tags;
    return { services: [blue, green].filter(({ serviceName = '' }) => input.services?.includes(serviceName)) };
  };
  return new EcsWorkerRouter({ send } as never as ECSClient);
}

describe('which slot of a worker is live', () => {
  it('is a tag of the ECS service of blue, and is read back as it was set', async () => {
    const router = cluster();
    expect(await router.weights(target)).toEqual({ blue: 100, green: 0 });
    await router.setWeights(target, { blue: 0, green: 100 });
    expect(await router.weights(target)).toEqual({ blue: 0, green: 100 });
  });

  it('is never guessed', async () => {
    await expect(cluster([]).weights(target)).rejects.toThrow(`has lost its mark ${workerMark}`);
  });

  it('is healthy as far as its tasks run, and has no address', async () => {
    expect(await cluster().health(target, 'blue')).toEqual({ healthyTargets: 2 });
    expect(await cluster().health(target, 'green')).toEqual({ healthyTargets: 1 });
    expect(await cluster().addresses()).toEqual([]);
  });
});
