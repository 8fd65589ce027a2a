import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';

const Image = z.record(z.string(), z.unknown());

export const contract = defineContract({
  name: 'publish-events',
  machine: 'watchers',
  purpose: 'Publishes changes of the ledger as events on the bus, for other systems.',
  environment: z.object({ EVENT_BUS: z.string() }),
  /** Changes of the ledger in order, from the table's stream. */
  input: z.object({
    Records: z.array(z.object({ dynamodb: z.object({ OldImage: Image.optional(), NewImage: Image.optional() }) })),
  }),
  output: z.object({ published: z.array(z.string()).readonly() }),
  errors: { Unavailable: 'not-yet', Throttled: 'not-yet' },
  timeoutSeconds: 30,
});
