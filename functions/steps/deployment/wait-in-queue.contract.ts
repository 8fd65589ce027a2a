import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { OnBusySchema } from '#wire/deployment-request.ts';

export const contract = defineContract({
  name: 'wait-in-queue',
  machine: 'deployment',
  purpose: 'Waits in the queue until the service is free. A superseding request stops the running deployment.',
  environment: z.object({ LEDGER_TABLE: z.string() }),
  input: z.object({ service: z.string(), deploymentId: z.string(), onBusy: OnBusySchema, token: z.string() }),
  output: z.object({ behind: z.string() }),
  errors: { Superseded: 'never' },
  timeoutSeconds: 30,
});
