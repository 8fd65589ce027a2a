import * as z from 'zod';
import { ServiceNameSchema } from './service-specification.ts';
import { StrategyWishSchema } from './strategy.ts';

const imageAllowed = 'a tag, a digest (sha256:…) or repository:tag, for example "v1.4.0"';

const shortText = z.string().min(1).max(1024);

const onBusyAllowed = '"reject", "queue" or "supersede"';

/** What a request does while another one holds the service. */
export const OnBusySchema = z.enum(['reject', 'queue', 'supersede'], onBusyAllowed);

export type OnBusy = z.output<typeof OnBusySchema>;

const restoreAllowed = 'the id of a deployment that succeeded, or true for the release before the live one';

const commitAllowed = '7 to 64 hexadecimal digits';
const wholeHash = 'the whole hash of a commit, 40 hexadecimal digits';

/** What a person or a CI asks for: `{"service": "api", "image": "v2"}` is enough. */
export const DeploymentRequestSchema = z
  .strictObject({
    service: ServiceNameSchema,
    image: z
      .string(imageAllowed)
      .regex(/^\w[\w./:@-]{0,511}$/, imageAllowed)
      .optional(),
    /** Instead of an image: the commit. It is built unless its image exists. */
    build: z.strictObject({ commit: z.string(wholeHash).regex(/^[0-9a-f]{40}$/, wholeHash) }).optional(),
    /** Instead of an image: back to what an earlier deployment brought, all at once after it has proven healthy. */
    restore: z.union([z.literal(true), z.string().min(1).max(128)], restoreAllowed).optional(),
    strategy: StrategyWishSchema.optional(),
    onBusy: OnBusySchema.default('reject'),
    /** Says what would happen, and changes nothing. */
    dryRun: z.boolean('true or false').default(false),
    commit: z
      .string(commitAllowed)
      .regex(/^[0-9a-f]{7,64}$/, commitAllowed)
      .optional(),
    requestedBy: shortText.default('unknown'),
    reason: shortText.default('no reason given'),
  })
  .superRefine(({ image, build, restore }, context) => {
    if ([image, build, restore].filter((source) => source !== undefined).length !== 1) {
      const message = `${imageAllowed}; or instead of it "build" or "restore"`;
      context.addIssue({ code: 'custom', path: ['image'], message });
    }
  });

export type DeploymentRequest = z.output<typeof DeploymentRequestSchema>;

const EventSchema = z.object({ 'detail-type': z.literal('Deployment Requested'), id: z.string(), detail: z.unknown() });

export interface Envelope {
  readonly request: unknown;
  /** An event is delivered at least once: its id tells the deliveries of one request. */
  readonly eventId?: string;
}

/** One schema for the console, an event and the API: an event carries the request in its detail. */
export function unwrap(input: unknown): Envelope {
  const event = EventSchema.safeParse(input);
  return event.success ? { request: event.data.detail, eventId: event.data.id } : { request: input };
}
