import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';

const Image = z.record(z.string(), z.unknown());

export const contract = defineContract({
  name: 'tell-facts',
  machine: 'watchers',
  purpose: 'Tells on the bus what has come to stand in the ledger, for anybody to build on.',
  environment: z.object({ EVENT_BUS: z.string() }),
  /** Changes of the ledger, in order, from the table's stream. */
  input: z.object({
    Records: z.array(z.object({ dynamodb: z.object({ OldImage: Image.optional(), NewImage: Image.optional() }) })),
  }),
  output: z.object({ told: z.array(z.string()).readonly() }),
  errors: { Unavailable: 'not-yet', Throttled: 'not-yet' },
  timeoutSeconds: 30,
});
