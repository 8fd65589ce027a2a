import { ledger, lock, platform, releases } from '#adapters/answers.ts';
import { mustHold } from '#domain/ledger/fencing.ts';
import { releasesToForget } from '#domain/images/kept-releases.ts';
import type { ContainerPlatform } from '#ports/compute/container-platform.ts';
import type { DeploymentLock } from '#ports/ledger/deployment-lock.ts';
import type { Ledger } from '#ports/ledger/ledger.ts';
import type { Releases } from '#ports/compute/releases.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './forget-old-releases.contract.ts';

interface Ports {
  releases: Releases;
  platform: ContainerPlatform;
  ledger: Ledger;
  lock: DeploymentLock;
}

export const step = defineStep(contract, async ({ plan, release }, { releases, platform, ledger, lock }: Ports) => {
  const { target } = plan;
  const state = await ledger.state(target.service);
  const needed = [
    release.taskDefinition,
    state?.release.taskDefinition,
    state?.previous?.release.taskDefinition,
    // An ECS service cannot start tasks from a deregistered revision, so its own is kept even if it runs no tasks.
    (await platform.status(target, 'blue')).taskDefinition,
    (await platform.status(target, 'green')).taskDefinition,
  ];
  const old = releasesToForget(await releases.list(target), new Set(needed.filter((one) => one !== undefined)));
  if (old.length > 0) mustHold(plan, await lock.holder(target.service));
  for (const revision of old) await releases.forget(target, revision);
  return { forgotten: old };
});

export const handler = step.host({ releases, platform, ledger, lock });
