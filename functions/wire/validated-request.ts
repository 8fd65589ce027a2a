import * as z from 'zod';
import { OnBusySchema } from './deployment-request.ts';
import { ServiceTargetSchema } from './service-target.ts';
import { StrategySchema } from './strategy.ts';

/** A request that was found good, with the service that it names: what admission works on. */
export const ValidatedRequestSchema = z.object({
  deploymentId: z.string(),
  requestId: z.string(),
  target: ServiceTargetSchema,
  image: z.string(),
  fromSource: z.boolean(),
  strategy: StrategySchema,
  onBusy: OnBusySchema,
  dryRun: z.boolean(),
  commit: z.string().optional(),
  /** The deployment whose release is brought back. */
  restores: z.string().optional(),
  requestedBy: z.string(),
  reason: z.string(),
});
