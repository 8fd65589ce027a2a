import * as z from 'zod';
import type { Migration } from '#domain/migration.ts';
import { ErrandSchema } from './errand.ts';

export const MigrationSchema = z.strictObject({
  check: ErrandSchema.exactOptional(),
  run: ErrandSchema,
  databaseCluster: z.string().min(1).exactOptional(),
}) satisfies z.ZodType<Migration>;
