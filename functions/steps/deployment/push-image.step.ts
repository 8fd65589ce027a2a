import * as aws from '#adapters/aws-clients.ts';
import { EcrImageRegistry } from '#adapters/ecr-image-registry.ts';
import { ImageMissing } from '#domain/errors.ts';
import type { ImageRegistry } from '#ports/image-registry.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './push-image.contract.ts';

export const step = defineStep(contract, async ({ image }, { registry }: { registry: ImageRegistry }) => {
  const pushed = await registry.find(image.repository, image.digest);
  if (pushed === undefined) throw new ImageMissing(`${image.digest} is not in ${image.repository} any more.`);
  return { ...pushed, label: image.label };
});

export const handler = step.host(() => ({ registry: new EcrImageRegistry(aws.ecr()) }));
