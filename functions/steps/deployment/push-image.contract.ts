import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { ImageSchema } from '#wire/release.ts';

export const contract = defineContract({
  name: 'push-image',
  machine: 'deployment',
  purpose: 'Stage 3: makes sure that the very digest is in the registry that the tasks pull from.',
  environment: z.object({}),
  input: z.object({ image: ImageSchema }),
  output: ImageSchema,
  errors: { ImageMissing: 'never' },
  timeoutSeconds: 15,
});
