import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { ImageSchema, ReleaseSchema } from '#wire/release.ts';
import { ServiceTargetSchema } from '#wire/service-target.ts';

export const contract = defineContract({
  name: 'update-infrastructure',
  machine: 'deployment',
  purpose: 'Stage 4: registers the newest template with the image, which makes the release.',
  environment: z.object({}),
  input: z.object({ target: ServiceTargetSchema, image: ImageSchema }),
  output: ReleaseSchema,
  errors: {},
  timeoutSeconds: 15,
});
