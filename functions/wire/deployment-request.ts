import * as z from 'zod';
import { StrategySchema } from './strategy.ts';

/** At most 128 characters of a tag, a digest, or `repository:tag`; nothing that a shell or a log could misread. */
const image = z
  .string()
  .regex(/^[\w][\w./:@-]{0,511}$/, 'a tag, a digest (sha256:…) or repository:tag, for example "v1.4.0"');

const shortText = z.string().min(1).max(1024);

const RequestSchema = z.strictObject({
  service: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, 'the name of a service, for example "api"'),
  image,
  strategy: StrategySchema.optional(),
  requestedBy: shortText.default('unknown'),
  reason: shortText.default('no reason given'),
});

/** What a `Deployment Requested` event carries around the request. */
const EventSchema = z.object({ 'detail-type': z.literal('Deployment Requested'), detail: z.unknown() });

/** One schema for the console, an event and the API: `{"service": "api", "image": "v2"}` is enough. */
export const DeploymentRequestSchema = z.preprocess((input) => {
  const event = EventSchema.safeParse(input);
  return event.success ? event.data.detail : input;
}, RequestSchema);

export type DeploymentRequest = z.output<typeof RequestSchema>;
