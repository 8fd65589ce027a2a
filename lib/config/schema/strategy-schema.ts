import { z } from 'zod';
import { type Judging, overlaid, type Strategy, type StrategyWish, withWish } from '#domain/strategy/strategy.ts';
import {
  JudgingSchema,
  limitOrMargin,
  MarginsSchema,
  OwnMetricSchema,
  RateMarginSchema,
  StrategyLimitsSchema,
  WeightSchema,
} from '#wire/strategy.ts';
import { presetNames, strategyPresets, type StrategyPreset } from '#wire/strategy-presets.ts';
import { durationAllowed, secondsOf, type Duration } from './duration.ts';

const object = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape, Object.keys(shape).join(', '));

type Lenient<Shape> = {
  [Key in keyof Shape]: Shape[Key] extends z.ZodExactOptional<infer Inner> ? z.ZodOptional<Inner> : Shape[Key];
};

/** In the configuration file, a field set to undefined counts as omitted. */
const lenient = <Shape extends z.ZodRawShape>(shape: Shape) =>
  Object.fromEntries(
    Object.entries(shape).map(([key, field]) => [
      key,
      field instanceof z.ZodExactOptional ? z.optional(field.unwrap()) : field,
    ]),
  ) as Lenient<Shape>;

const bake = z
  .custom<Duration>((value) => secondsOf(value) !== undefined, durationAllowed)
  .transform((value) => secondsOf(value) ?? 0);

const rateMargin = object(lenient(RateMarginSchema.shape)).optional();

const metricsAllowed = 'at most 20 metrics';

const ownStrategy = object({
  preset: z.enum(presetNames, presetNames.join(', ')).optional(),
  steps: z
    .array(object({ weight: WeightSchema, bake: bake.optional() }), '1 to 20 steps')
    .min(1)
    .max(20)
    .optional(),
  ...lenient(JudgingSchema.shape),
  limits: object(lenient(StrategyLimitsSchema.shape)).optional(),
  margins: object({ ...lenient(MarginsSchema.shape), errors: rateMargin, slow: rateMargin }).optional(),
  metrics: z
    .array(object(lenient(OwnMetricSchema.shape)).refine(limitOrMargin.holds, limitOrMargin.allowed), metricsAllowed)
    .max(20, metricsAllowed)
    .optional(),
});

export const StrategyInputSchema = z.union([
  z.enum(presetNames, `${presetNames.join(', ')}, or { preset: …, steps: …, limits: … }`),
  ownStrategy,
]);

export type StrategyPart = z.output<typeof StrategyInputSchema>;

const minutes = 60;

export const stepsOf = (steps: NonNullable<z.output<typeof ownStrategy>['steps']>): Strategy['steps'] =>
  steps.map(({ weight, bake: bakeSeconds = 5 * minutes }) => ({ weight, bakeSeconds }));

/**
 * Merges the strategies of several places; later ones take precedence. The last preset or list of steps determines how
 * traffic moves, and the other fields of all places determine how it is judged. They take precedence over a preset's
 * limits.
 */
export function toStrategy(usual: StrategyPreset, parts: readonly (StrategyPart | undefined)[]): Strategy {
  const said = parts.map((part) => (typeof part === 'string' ? { preset: part } : (part ?? {})));
  const way = said.findLast(({ preset, steps }) => preset !== undefined || steps !== undefined);
  const judged = said.reduce((below: StrategyWish, part) => overlaid(below, judgingIn(part)), {});
  if (way?.steps !== undefined) return withWish({ name: 'custom', steps: stepsOf(way.steps) }, judged);
  return withWish(strategyPresets[way?.preset ?? usual], judged);
}

const judgingIn = ({ preset, steps, ...judging }: Exclude<StrategyPart, string>): Judging =>
  JudgingSchema.parse(withoutUndefined(judging));

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null) return value;
  const said = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(said.map(([key, inner]) => [key, withoutUndefined(inner)]));
}
