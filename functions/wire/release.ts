import * as z from 'zod';
import type { Image, Release } from '#domain/images/release.ts';

export const ImageSchema = z.object({
  repository: z.string(),
  digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  uri: z.string(),
  label: z.string(),
}) satisfies z.ZodType<Image>;

export const ReleaseSchema = z.object({ image: ImageSchema, taskDefinition: z.string() }) satisfies z.ZodType<Release>;
