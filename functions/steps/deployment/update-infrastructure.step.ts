import { ledger, platform } from '#adapters/answers.ts';
import type { ContainerPlatform } from '#ports/compute/container-platform.ts';
import type { Ledger } from '#ports/ledger/ledger.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './update-infrastructure.contract.ts';

interface Ports {
  platform: ContainerPlatform;
  ledger: Ledger;
}

export const step = defineStep(contract, async ({ plan, image }, { platform, ledger }: Ports) => {
  const release = { image, taskDefinition: await platform.register(plan.target, image) };
  await ledger.keep(plan.target.service, plan.deploymentId, { release });
  return release;
});

export const handler = step.host({ platform, ledger });
