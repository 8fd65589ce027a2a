import * as z from 'zod';
import type { ImageBuild } from '#domain/images/image-build.ts';
import { FailureSchema } from './failure.ts';

export const ImageBuildSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('not-run') }),
  z.object({ kind: z.literal('succeeded') }),
  z.object({ kind: z.literal('failed'), failure: FailureSchema }),
]) satisfies z.ZodType<ImageBuild>;
