import * as z from 'zod';
import type { Migration } from '#domain/deployment/migration.ts';
import { HookSchema } from './hook.ts';

export const MigrationSchema = z.strictObject({
  check: HookSchema.exactOptional(),
  run: HookSchema,
  databaseCluster: z.string().min(1).exactOptional(),
}) satisfies z.ZodType<Migration>;
