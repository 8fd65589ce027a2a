import * as z from 'zod';
import { sayings } from '#domain/wait.ts';
import { ServiceNameSchema } from './service-specification.ts';

const sayAllowed = sayings.map((saying) => `"${saying}"`).join(', ');
const shortText = z.string().min(1).max(1024);

/** A person's word to what waits: `{"service": "api", "say": "roll back", "by": "Ada", "reason": "support is called"}`. */
export const InterventionSchema = z.strictObject({
  service: ServiceNameSchema,
  say: z.enum(sayings, sayAllowed),
  by: shortText,
  reason: shortText,
});
