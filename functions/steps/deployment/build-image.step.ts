import { registry } from '#adapters/answers.ts';
import { BuildFailed, ImageMissing } from '#domain/errors.ts';
import { describeBuildFailure } from '#domain/images/image-build.ts';
import { referenceWithin } from '#domain/images/image-reference.ts';
import type { ImageRegistry } from '#ports/images/image-registry.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './build-image.contract.ts';

/** Runs before a build and after it. Only the image in the registry counts, regardless of how it got there. */
export const step = defineStep(contract, async (input, { registry }: { registry: ImageRegistry }) => {
  const { target, image, fromSource, build } = input;
  const found = await registry.find(target.repository, referenceWithin(target.repository, image));
  if (found !== undefined) return { kind: 'found' as const, image: found };
  if (build.kind === 'failed') throw new BuildFailed(`${image} was not built. ${describeBuildFailure(build.failure)}`);
  if (fromSource && target.buildProject !== undefined && build.kind === 'not-run')
    return { kind: 'to-build' as const, project: target.buildProject };
  const remedy = fromSource ? 'the build succeeded, but pushed no image' : 'push it first, or correct the tag';
  throw new ImageMissing(`There is no image "${image}" in the repository ${target.repository}: ${remedy}.`);
});

export const handler = step.host({ registry });
