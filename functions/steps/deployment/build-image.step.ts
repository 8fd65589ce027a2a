import * as aws from '#adapters/aws-clients.ts';
import { EcrImageRegistry } from '#adapters/ecr-image-registry.ts';
import { ImageMissing } from '#domain/errors.ts';
import { referenceWithin } from '#domain/image-reference.ts';
import type { ImageRegistry } from '#ports/image-registry.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './build-image.contract.ts';

export const step = defineStep(contract, async ({ target, image }, { registry }: { registry: ImageRegistry }) => {
  const found = await registry.find(target.repository, referenceWithin(target.repository, image));
  if (found === undefined) {
    throw new ImageMissing(
      `There is no image "${image}" in the repository ${target.repository}: push it first, or correct the tag.`,
    );
  }
  return found;
});

export const handler = step.host(() => ({ registry: new EcrImageRegistry(aws.ecr) }));
