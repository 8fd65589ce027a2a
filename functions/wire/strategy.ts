import * as z from 'zod';
import type { OwnMetric } from '#domain/strategy/own-metric.ts';
import type { ShiftStep } from '#domain/strategy/strategy.ts';
import {
  type Judging,
  type Margins,
  onInconclusives,
  overlaid,
  type RateMargin,
  type Strategy,
  type StrategyLimits,
  type StrategyWish,
} from '#domain/strategy/strategy.ts';
import { presetNames, strategyPresets } from './strategy-presets.ts';

const hour = 3600;

/** One machine execution with its bakes stays well below a day and a half, after which few people remember what was deployed. */
export const maximumStrategySeconds = 36 * hour;

const stepsAllowed = '1 to 20 steps';
const weightAllowed = 'a whole number from 1 to 100';
const bakeAllowed = 'whole seconds, 0 to 36 hours';

export const WeightSchema = z.int(weightAllowed).min(1, weightAllowed).max(100, weightAllowed);

export const StepSchema = z.strictObject({
  weight: WeightSchema,
  bakeSeconds: z.int(bakeAllowed).min(0, bakeAllowed).max(maximumStrategySeconds, bakeAllowed),
});

const StepsSchema = z.array(StepSchema, stepsAllowed).min(1, stepsAllowed).max(20, stepsAllowed);

const share = '0 to 1';
const positive = 'more than 0';
const ratio = '1 or more';
const metricNameAllowed = 'letters, digits and _, a small letter first, at most 31';
const minutesAllowed = 'a whole number from 0 to 480';
const controlAllowed = 'a whole number from 1 to 50';
const metricsAllowed = 'at most 20 metrics';

const atLeastAsMuch = z.number(ratio).min(1, ratio);

export const StrategyLimitsSchema = z.strictObject({
  errorRate: z.number(share).min(0, share).max(1, share).exactOptional(),
  p99Milliseconds: z.number(positive).gt(0, positive).exactOptional(),
}) satisfies z.ZodType<StrategyLimits>;

export const RateMarginSchema = z.strictObject({
  ratio: atLeastAsMuch.exactOptional(),
  absolute: z.number(share).min(0, share).max(1, share).exactOptional(),
}) satisfies z.ZodType<RateMargin>;

export const MarginsSchema = z.strictObject({
  errors: RateMarginSchema.exactOptional(),
  slow: RateMarginSchema.exactOptional(),
  p50: atLeastAsMuch.exactOptional(),
  p90: atLeastAsMuch.exactOptional(),
  p99: atLeastAsMuch.exactOptional(),
}) satisfies z.ZodType<Margins>;

const words = (allowed: string) => z.string(allowed).min(1, allowed).max(255, allowed);
const dimensionsAllowed = 'names and values: { ServiceName: "{ecsService}" }';

/** What every metric says, whichever provider it names. */
const judged = {
  name: z
    .string(metricNameAllowed)
    .regex(/^[a-z]\w{0,30}$/, metricNameAllowed)
    .refine(
      (name) => !['errors', 'slow', 'p50', 'p90', 'p99'].includes(name),
      'a name other than those of what is judged anyway: errors, slow, p50, p90, p99',
    ),
  worse: z.enum(['higher', 'lower'], '"higher" or "lower"'),
  limit: z.number(positive).gt(0, positive).exactOptional(),
  margin: atLeastAsMuch.exactOptional(),
  critical: z.boolean('true or false').exactOptional(),
};

export const OwnMetricSchema = z.strictObject({
  ...judged,
  source: z.literal('cloudwatch', '"cloudwatch"').exactOptional(),
  namespace: words('the namespace in CloudWatch: "AWS/ECS"'),
  metric: words('the name of the metric in CloudWatch: "CPUUtilization"'),
  statistic: words('a statistic of CloudWatch: "Average", "Sum", "p99"'),
  dimensions: z.record(z.string(), words(dimensionsAllowed), dimensionsAllowed),
}) satisfies z.ZodType<OwnMetric>;

export const limitOrMargin = {
  holds: ({ limit, margin }: { readonly limit?: number | undefined; readonly margin?: number | undefined }) =>
    limit === undefined || margin === undefined,
  allowed: 'a limit or a margin, not both',
};

const judging = {
  limits: StrategyLimitsSchema.exactOptional(),
  margins: MarginsSchema.exactOptional(),
  slowMilliseconds: z.number(positive).gt(0, positive).exactOptional(),
  falseRollbackBudget: z.number(share).gt(0, share).lt(1, share).exactOptional(),
  maxExtensionMinutes: z.int(minutesAllowed).min(0, minutesAllowed).max(480, minutesAllowed).exactOptional(),
  onInconclusive: z.enum(onInconclusives, onInconclusives.join(', ')).exactOptional(),
  exposedRequests: z.int(positive).min(1, positive).exactOptional(),
  exposedDayShare: z.number(share).gt(0, share).lt(1, share).exactOptional(),
  controlShare: z.int(controlAllowed).min(1, controlAllowed).max(50, controlAllowed).exactOptional(),
  metrics: z
    .array(OwnMetricSchema.refine(limitOrMargin.holds, limitOrMargin.allowed), metricsAllowed)
    .max(20, metricsAllowed)
    .readonly()
    .exactOptional(),
};

export const JudgingSchema = z.strictObject(judging) satisfies z.ZodType<Judging>;

export interface StepsFault {
  /** The step it is about; nothing for all of them together. */
  readonly at?: number;
  readonly problem: string;
  readonly allowed: string;
}

/** What a list of well-formed steps may still get wrong. */
export function faultsOfSteps(steps: readonly ShiftStep[]): readonly StepsFault[] {
  const stuck = steps.flatMap(({ weight }, at) => {
    const before = steps[at - 1]?.weight ?? 0;
    return weight > before ? [] : [{ at, problem: 'the weights do not grow', allowed: `more than ${before}` }];
  });
  const last = steps.length - 1;
  const unfinished =
    steps[last]?.weight === 100
      ? []
      : [{ at: last, problem: 'the last step does not take all traffic', allowed: '100' }];
  const seconds = steps.reduce((sum, { bakeSeconds }) => sum + bakeSeconds, 0);
  const long =
    seconds <= maximumStrategySeconds
      ? []
      : [{ problem: `${(seconds / hour).toFixed(1)} hours of baking`, allowed: 'at most 36 hours in all' }];
  return [...stuck, ...unfinished, ...long];
}

const GrowingStepsSchema = StepsSchema.superRefine((steps, context) => {
  for (const { at, problem, allowed } of faultsOfSteps(steps)) {
    context.addIssue({
      code: 'custom',
      message: `${problem}; allowed: ${allowed}`,
      path: at === undefined ? [] : [at, 'weight'],
    });
  }
}).readonly();

const StrategyNameSchema = z.string().min(1);

export const StrategySchema = z.strictObject({
  name: StrategyNameSchema,
  steps: GrowingStepsSchema,
  ...judging,
}) satisfies z.ZodType<Strategy>;

/** What a request may say of a strategy: a preset, which may be named alone, steps of its own, and how it is judged. */
export const StrategyWishSchema = z.preprocess(
  (wish) => (typeof wish === 'string' ? { preset: wish } : wish),
  z
    .strictObject({
      preset: z.enum(presetNames, presetNames.join(', ')).exactOptional(),
      name: StrategyNameSchema.exactOptional(),
      steps: GrowingStepsSchema.exactOptional(),
      ...judging,
    })
    .refine(({ preset, steps }) => preset === undefined || steps === undefined, 'a preset or steps, not both')
    .transform(({ preset, ...wish }): StrategyWish =>
      preset === undefined ? wish : overlaid(strategyPresets[preset], wish),
    ),
);
