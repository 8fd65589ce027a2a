import * as z from 'zod';
import { approvals, sayings } from '#domain/ledger/wait.ts';
import { ServiceNameSchema } from './service-specification.ts';

const words = [...sayings, ...approvals] as const;
const sayAllowed = words.map((saying) => `"${saying}"`).join(', ');
const shortText = z.string().min(1).max(1024);

/** A person's word to what waits: `{"service": "api", "say": "roll back", "by": "Ada", "reason": "support is called"}`. */
export const InterventionSchema = z.strictObject({
  service: ServiceNameSchema,
  say: z.enum(words, sayAllowed),
  by: shortText,
  reason: shortText,
  /** Of the image that is approved. */
  digest: shortText.optional(),
});
