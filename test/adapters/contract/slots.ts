import { expect, it } from 'vitest';
import { isGood } from '#domain/deployment/health-score.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { Image } from '#domain/images/release.ts';
import type { ContainerPlatform } from '#ports/compute/container-platform.ts';
import type { Releases } from '#ports/compute/releases.ts';
import type { StoppedTasks } from '#ports/compute/stopped-tasks.ts';
import type { TestRoute } from '#ports/traffic/test-route.ts';
import type { TrafficRouter } from '#ports/traffic/traffic-router.ts';

export interface SlotsUnderTest {
  readonly platform: ContainerPlatform;
  readonly router: TrafficRouter;
  readonly testRoute: TestRoute;
  readonly stopped: StoppedTasks;
  readonly releases: Releases;
  readonly target: ServiceTarget;
  image(tag: string): Promise<Image>;
  /** Repeats a call, while time passes, until the answer is as expected. */
  eventually<T>(ask: () => Promise<T>, wished: (answer: T) => boolean): Promise<T>;
}

/** What platform and router promise of a service whose slots are empty. The tests tell one story, in this order. */
export function slotsKeepTheirWord(make: () => SlotsUnderTest): void {
  it('nothing runs on an empty slot, and blue has the traffic', async () => {
    const { platform, router, target } = make();
    expect(await platform.status(target, 'green')).toMatchObject({ desired: 0, running: 0, failed: 0 });
    expect(await router.health(target, 'green')).toEqual({ healthyTargets: 0 });
    expect(await router.weights(target)).toEqual({ blue: 100, green: 0 });
  });

  it('every registration is a new revision', async () => {
    const { platform, target, image } = make();
    const first = await platform.register(target, await image('v1'));
    const second = await platform.register(target, await image('v1'));
    expect(first).not.toBe(second);
    expect(first).toContain(`${target.templateFamily}-release`);
  });

  it('a deregistered revision is no longer listed, and no task starts from it', async () => {
    const { platform, releases, target, image } = make();
    const older = await platform.register(target, await image('v1'));
    const newer = await platform.register(target, await image('v1'));
    const before = await releases.list(target);
    expect(before.slice(0, 2)).toEqual([newer, older]);
    await releases.forget(target, older);
    await releases.forget(target, older);
    expect(await releases.list(target)).toEqual(before.filter((revision) => revision !== older));
    await expect(platform.run(target, 'green', { taskDefinition: older, tasks: 1 })).rejects.toThrow('inactive');
  });

  it('a slot that is asked to run shows the desired state at once, and later that it is reached', async () => {
    const { platform, router, target, image, eventually } = make();
    const taskDefinition = await platform.register(target, await image('v1'));
    await platform.run(target, 'green', { taskDefinition, tasks: 2 });
    const begun = await platform.status(target, 'green');
    expect(begun).toMatchObject({ taskDefinition, desired: 2, rollout: 'in-progress' });
    const done = await eventually(
      () => platform.status(target, 'green'),
      ({ rollout }) => rollout === 'completed',
    );
    expect(done).toMatchObject({ taskDefinition, desired: 2, running: 2, failed: 0 });
    expect(await router.health(target, 'green')).toEqual({ healthyTargets: 2 });
  });

  it('its tasks are asked without the load balancer, each endpoint as often as the policy says', async () => {
    const { router, testRoute, target } = make();
    const addresses = await router.addresses(target, 'green');
    expect(new Set(addresses).size).toBe(2);
    const policy = { endpoints: ['/health', '/api/health'], timeoutSeconds: 5, tries: 3, minimumScore: 0.95 };
    const answers = await testRoute.ask(addresses, policy);
    expect(answers.filter(isGood)).toHaveLength(2 * 2 * 3);
    expect(answers).toHaveLength(2 * 2 * 3);
  });

  it('no task at an address is an answer, too', async () => {
    const { testRoute } = make();
    const policy = { endpoints: ['/health'], timeoutSeconds: 5, tries: 2, minimumScore: 0.95 };
    const refused = { endpoint: '/health', problem: 'ECONNREFUSED' };
    expect(await testRoute.ask(['127.0.0.1:9'], policy)).toEqual([refused, refused]);
  });

  it('asked for the same again, changes nothing', async () => {
    const { platform, target } = make();
    const { taskDefinition } = await platform.status(target, 'green');
    await platform.run(target, 'green', { taskDefinition, tasks: 2 });
    expect(await platform.status(target, 'green')).toMatchObject({ rollout: 'completed', running: 2 });
  });

  it('weights are read back as they were set', async () => {
    const { router, target, eventually } = make();
    for (const green of [10, 50, 100]) {
      await router.setWeights(target, { blue: 100 - green, green });
      const found = await eventually(
        () => router.weights(target),
        (weights) => weights.green === green,
      );
      expect(found).toEqual({ blue: 100 - green, green });
    }
  });

  it('a version that crashes at start fails its rollout with a reason, and never becomes healthy', async () => {
    const { platform, router, stopped, target, image, eventually } = make();
    const taskDefinition = await platform.register(target, await image('v2-crash-at-start'));
    await platform.run(target, 'blue', { taskDefinition, tasks: 2 });
    const failed = await eventually(
      () => platform.status(target, 'blue'),
      ({ rollout }) => rollout === 'failed',
    );
    expect(failed.failed).toBeGreaterThanOrEqual(3);
    expect(failed.reason).toContain('circuit breaker');
    expect(await stopped.lastOf(target, 'blue', taskDefinition)).toMatchObject({
      reason: expect.stringContaining('Essential container in task exited'),
      exitCode: 1,
      lines: ['fatal: cannot read the configuration: DATABASE_URL is not set'],
    });
    expect(await stopped.lastOf(target, 'green', taskDefinition)).toBeUndefined();
    // Green has lost only tasks that were asked to stop.
    const ever = new Date(0);
    expect(await stopped.diedSince(target, 'blue', ever)).toBeGreaterThanOrEqual(3);
    expect(await stopped.diedSince(target, 'green', ever)).toBe(0);
    expect(await stopped.diedSince(target, 'blue', new Date('2100-01-01'))).toBe(0);
    expect(await router.health(target, 'blue')).toEqual({ healthyTargets: 0 });
  });

  it('the next version may run where the last one failed', async () => {
    const { platform, target, image, eventually } = make();
    const taskDefinition = await platform.register(target, await image('v1'));
    await platform.run(target, 'blue', { taskDefinition, tasks: 1 });
    expect(await platform.status(target, 'blue')).toMatchObject({ taskDefinition, failed: 0, rollout: 'in-progress' });
    await eventually(
      () => platform.status(target, 'blue'),
      ({ rollout, running }) => rollout === 'completed' && running === 1,
    );
  });

  it('a slot that is stopped desires no tasks, and soon none runs', async () => {
    const { platform, router, target, eventually } = make();
    await platform.scale(target, 'blue', 0);
    expect(await platform.status(target, 'blue')).toMatchObject({ desired: 0 });
    await eventually(
      () => platform.status(target, 'blue'),
      ({ running }) => running === 0,
    );
    await eventually(
      () => router.health(target, 'blue'),
      ({ healthyTargets }) => healthyTargets === 0,
    );
    await platform.scale(target, 'blue', 0);
    expect(await platform.status(target, 'blue')).toMatchObject({ desired: 0, running: 0 });
  });
}
