import * as z from 'zod';
import type { SlotsShape } from '#domain/slots/slots-shape.ts';
import { PerSlot } from '#wire/slot.ts';

/** CloudFormation hands every number over as text. */
const number = z.coerce.number().int();

/** The properties of the custom resource, as the service's stack gives them. */
export const ServiceSlotsSchema = z.object({
  service: z.string(),
  cluster: z.string(),
  traffic: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('alb'),
      listener: z.string(),
      route: z.object({ path: z.string().optional(), host: z.string().optional(), priority: number }),
      targetGroups: PerSlot(z.string()),
      port: number,
      quiet: z.literal('until-deployed').exactOptional(),
    }),
    z.object({ kind: z.literal('worker') }),
  ]),
  slots: PerSlot(z.object({ ecsService: z.string() })),
  template: z.string(),
  container: z.string(),
  subnets: z.array(z.string()).min(1),
  securityGroup: z.string(),
  spot: number.min(0).max(100),
  startSeconds: number.min(0),
  most: number.min(1).exactOptional(),
}) satisfies z.ZodType<SlotsShape>;

/** The properties of the resource that is asked first when a stack is removed. */
export const ServiceRemovalSchema = ServiceSlotsSchema.extend({
  /** The name of the table. */
  ledger: z.string(),
});

/** One function answers for both. */
export const resourceTypes = { slots: 'Custom::SluiceServiceSlots', removal: 'Custom::SluiceServiceRemoval' } as const;

/** Attributes that other resources of the stack may read. */
export const serviceSlotsAttributes = { weightHolder: 'WeightHolder' } as const;
