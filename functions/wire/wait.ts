import * as z from 'zod';
import type { ShiftProgress } from '#domain/strategy/shift-progress.ts';
import { type Answer, sayings, signals } from '#domain/ledger/wait.ts';

export const ForcedSchema = z.union([
  z.literal(false),
  z.object({ by: z.string(), why: z.string(), until: z.string() }),
]) satisfies z.ZodType<ShiftProgress['forced']>;

export const ShiftProgressSchema = z.object({
  step: z.int().min(0),
  journey: z.array(z.object({ step: z.int().min(0), weight: z.int().min(1).max(100), at: z.string() })).readonly(),
  forced: ForcedSchema,
}) satisfies z.ZodType<ShiftProgress>;

/** What a task token is answered with. */
export const AnswerSchema = z.object({
  say: z.enum([...sayings, 'time is up']),
  signal: z.enum(signals),
  by: z.string(),
  why: z.string(),
}) satisfies z.ZodType<Answer>;
