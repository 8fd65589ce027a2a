import * as z from 'zod';
import type { SlotMinute } from '#domain/judge/minute.ts';
import { jsonOf, SlotMinuteSchema, valueOrFaults } from './slot-minute.ts';

/** One line of the protocol: a canary at one minute, with its whole history or its newest minute. */
export interface Look {
  readonly scenario: string;
  readonly step: number;
  readonly minute: number;
  readonly steps: readonly (readonly [weight: number, minutes: number])[] | undefined;
  readonly maxExtension: number | undefined;
  readonly weights: readonly number[];
  readonly baseline: readonly SlotMinute[];
  readonly canary: readonly SlotMinute[];
}

const minutes = z.union([SlotMinuteSchema.transform((one) => [one]), z.array(SlotMinuteSchema).min(1)]);

const LookSchema = z
  .looseObject({
    scenario: z.string(),
    step: z.int().min(0),
    minute: z.int().min(0),
    steps: z.array(z.tuple([z.number(), z.number()])).optional(),
    max_extend: z.number().optional(),
    weights: z.array(z.number()).default([]),
    baseline: minutes,
    canary: minutes,
  })
  .refine(({ baseline, canary }) => baseline.length === canary.length, {
    path: ['baseline'],
    message: 'as many minutes as "canary" has',
  });

export function parseLook(line: string, lineNumber: number, isKnown: (scenario: string) => boolean): Look {
  const { max_extend: maxExtension, steps, ...look } = valueOrFaults(LookSchema, jsonOf(line, lineNumber), lineNumber);
  const wholeHistory = look.canary.length === look.minute + 1;
  if (!wholeHistory && !isKnown(look.scenario)) {
    throw new Error(
      `Line ${lineNumber}: minute ${look.minute} of "${look.scenario}", whose earlier minutes are missing.`,
    );
  }
  return { ...look, steps, maxExtension };
}
