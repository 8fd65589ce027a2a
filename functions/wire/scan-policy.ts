import * as z from 'zod';
import { refusals, type ScanPolicy } from '#domain/images/scan-gate.ts';

export const ScanPolicySchema = z.strictObject({
  refuse: z.enum(refusals),
  accepted: z.array(z.string().min(1)).readonly(),
}) satisfies z.ZodType<ScanPolicy>;
