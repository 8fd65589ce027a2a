import * as z from 'zod';
import type { Traffic } from '#domain/deployment/traffic.ts';
import { PerSlot } from './slot.ts';

const name = z.string().min(1);

export const TrafficSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('alb'),
    listenerRule: name,
    route: z.object({ path: name.exactOptional(), host: name.exactOptional() }).exactOptional(),
    targetGroups: PerSlot(name),
    stickySeconds: z.int().min(1).exactOptional(),
  }),
  z.object({ kind: z.literal('worker'), queue: name, taggedService: name }),
]) satisfies z.ZodType<Traffic>;
