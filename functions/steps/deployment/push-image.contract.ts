import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { ImageSchema } from '#wire/release.ts';
import { ServiceTargetSchema } from '#wire/service-target.ts';

export const contract = defineContract({
  name: 'push-image',
  machine: 'deployment',
  purpose: 'Stage 3: the very digest is in the registry, scanned and good enough, and copied to the standby region.',
  environment: z.object({}),
  input: z.object({
    target: ServiceTargetSchema,
    image: ImageSchema,
    /** It has been live before: what became known of it since must not keep anybody from going back. */
    restored: z.boolean(),
  }),
  output: ImageSchema,
  errors: {
    ImageMissing: 'never',
    ScanUnderWay: 'not-yet',
    ScanImpossible: 'never',
    FindingsRefused: 'never',
    CopyUnderWay: 'not-yet',
  },
  timeoutSeconds: 15,
});
