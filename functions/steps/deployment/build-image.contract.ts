import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { ServiceTargetSchema } from '#wire/service-target.ts';
import { ImageSchema } from '#wire/release.ts';

export const contract = defineContract({
  name: 'build-image',
  machine: 'deployment',
  purpose: 'Stage 2: takes an image that exists by its digest, so that nothing is built twice.',
  environment: z.object({}),
  input: z.object({ target: ServiceTargetSchema, image: z.string() }),
  output: ImageSchema,
  errors: { ImageMissing: 'never' },
  timeoutSeconds: 15,
});
