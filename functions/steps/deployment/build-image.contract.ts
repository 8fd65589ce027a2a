import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { ImageBuildSchema } from '#wire/image-build.ts';
import { ServiceTargetSchema } from '#wire/service-target.ts';
import { ImageSchema } from '#wire/release.ts';

export const contract = defineContract({
  name: 'build-image',
  machine: 'deployment',
  purpose: 'finds the image by its digest, or has it built if it does not exist.',
  environment: z.object({}),
  input: z.object({
    target: ServiceTargetSchema,
    image: z.string(),
    /** The image is a commit that can be built from source. */
    fromSource: z.boolean(),
    build: ImageBuildSchema,
  }),
  output: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('found'), image: ImageSchema }),
    z.object({ kind: z.literal('to-build'), project: z.string() }),
  ]),
  errors: { ImageMissing: 'never', BuildFailed: 'never' },
  timeoutSeconds: 15,
});
