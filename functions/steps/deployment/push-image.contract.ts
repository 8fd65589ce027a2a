import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { ImageSchema } from '#wire/release.ts';
import { ServiceTargetSchema } from '#wire/service-target.ts';

export const contract = defineContract({
  name: 'push-image',
  machine: 'deployment',
  purpose: 'verifies that the exact digest is in the registry, has passed the scan and is in the standby region.',
  environment: z.object({}),
  input: z.object({
    target: ServiceTargetSchema,
    image: ImageSchema,
    /** The image was live before. Findings that became known since must not prevent a restore. */
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
