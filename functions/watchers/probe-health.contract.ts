import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';

export const contract = defineContract({
  name: 'probe-health',
  machine: 'watchers',
  purpose: 'Asks every task of every slot how it is, and what it needs, and measures the answers.',
  environment: z.object({ SERVICE_CATALOGUE: z.string() }),
  /** A schedule says nothing, and a queue says it in its own words. */
  input: z.unknown(),
  output: z.object({ probed: z.array(z.string()).readonly() }),
  errors: {},
  timeoutSeconds: 60,
});
