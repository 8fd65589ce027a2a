import * as z from 'zod';
import { slots, type Slot } from '#domain/slots/slot.ts';
import type { Weights } from '#domain/slots/weights.ts';

export const SlotSchema = z.enum(slots) satisfies z.ZodType<Slot>;

export const PerSlot = <T extends z.ZodType>(value: T) => z.object({ blue: value, green: value });

export const WeightsSchema = PerSlot(z.int().min(0).max(100)).refine(
  ({ blue, green }) => blue + green === 100,
  'weights add up to 100',
) satisfies z.ZodType<Weights>;
