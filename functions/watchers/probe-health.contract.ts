import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';

export const contract = defineContract({
  name: 'probe-health',
  machine: 'watchers',
  purpose: 'Requests the health and dependency endpoints of every task and publishes the results as metrics.',
  environment: z.object({ SERVICE_CATALOGUE: z.string() }),
  /** A schedule sends no input, and a queue sends its own format. */
  input: z.unknown(),
  output: z.object({ probed: z.array(z.string()).readonly() }),
  errors: {},
  timeoutSeconds: 60,
});
