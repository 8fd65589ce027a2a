import * as z from 'zod';
import { eventTypes } from '#domain/ledger/deployment-events.ts';
import { defineContract } from '#runtime/define-contract.ts';

export const contract = defineContract({
  name: 'mirror-deployment',
  machine: 'watchers',
  purpose: 'Records in the standby region which deployments of the primary region are running.',
  environment: z.object({ LEDGER_TABLE: z.string() }),
  input: z.object({
    'detail-type': z.enum(eventTypes),
    time: z.string(),
    detail: z.record(z.string(), z.string()).and(z.object({ deploymentId: z.string() })),
  }),
  output: z.object({ mirrored: z.enum(['under way', 'ended']) }),
  errors: {},
  timeoutSeconds: 10,
});
