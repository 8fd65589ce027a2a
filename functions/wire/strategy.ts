import * as z from 'zod';
import type { ShiftStep } from '#domain/shift-schedule.ts';
import { type Judging, onInconclusives, type OwnMetric, type Strategy, type StrategyLimits } from '#domain/strategy.ts';

const hour = 3600;

/** One machine execution with its bakes stays well below a day and a half, after which nobody remembers what was deployed. */
export const maximumStrategySeconds = 36 * hour;

const stepsAllowed = '1 to 20 steps';
const weightAllowed = 'a whole number from 1 to 100';
const bakeAllowed = 'whole seconds, 0 to 36 hours';

export const WeightSchema = z.int(weightAllowed).min(1, weightAllowed).max(100, weightAllowed);

export const StepsSchema = z
  .array(
    z.strictObject({
      weight: WeightSchema,
      bakeSeconds: z.int(bakeAllowed).min(0, bakeAllowed).max(maximumStrategySeconds, bakeAllowed),
    }),
    stepsAllowed,
  )
  .min(1, stepsAllowed)
  .max(20, stepsAllowed);

export const StrategyLimitsSchema = z.strictObject({
  errorRate: z.number('0 to 1').min(0, '0 to 1').max(1, '0 to 1').exactOptional(),
  p99Milliseconds: z.number('more than 0').gt(0, 'more than 0').exactOptional(),
}) satisfies z.ZodType<StrategyLimits>;

const share = '0 to 1';
const positive = 'more than 0';

const OwnMetricSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z]\w{0,30}$/, 'letters, digits and _, a small letter first'),
    namespace: z.string().min(1),
    metric: z.string().min(1),
    statistic: z.string().min(1),
    dimensions: z.record(z.string(), z.string()),
    worse: z.enum(['higher', 'lower']),
    limit: z.number(positive).gt(0, positive).exactOptional(),
    margin: z.number('1 or more').min(1, '1 or more').exactOptional(),
  })
  .refine(({ limit, margin }) => limit === undefined || margin === undefined, 'a limit or a margin, not both')
  .refine(
    ({ name }) => !['errors', 'slow', 'p50', 'p90', 'p99'].includes(name),
    'a name other than those of what is judged anyway',
  ) satisfies z.ZodType<OwnMetric>;

const judging = {
  limits: StrategyLimitsSchema.exactOptional(),
  slowMilliseconds: z.number(positive).gt(0, positive).exactOptional(),
  falseRollbackBudget: z.number(share).gt(0, share).lt(1, share).exactOptional(),
  maxExtensionMinutes: z.int('0 to 480').min(0, '0 to 480').max(480, '0 to 480').exactOptional(),
  onInconclusive: z.enum(onInconclusives, onInconclusives.join(', ')).exactOptional(),
  exposedRequests: z.int(positive).min(1, positive).exactOptional(),
  metrics: z.array(OwnMetricSchema).max(20, 'at most 20').readonly().exactOptional(),
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

export const StrategySchema = z.strictObject({
  name: z.string().min(1),
  steps: StepsSchema.superRefine((steps, context) => {
    for (const { at, problem, allowed } of faultsOfSteps(steps)) {
      context.addIssue({
        code: 'custom',
        message: `${problem}; allowed: ${allowed}`,
        path: at === undefined ? [] : [at, 'weight'],
      });
    }
  }).readonly(),
  ...judging,
}) satisfies z.ZodType<Strategy>;

const even = (weights: readonly number[], bakeSeconds: number): readonly ShiftStep[] =>
  weights.map((weight) => ({ weight, bakeSeconds }));

const minute = 60;

export const strategyPresets = {
  /** A day at 5 %, for changes whose faults show slowly. The last hour only keeps the way back open. */
  'canary-watch': {
    name: 'canary-watch',
    steps: [
      { weight: 5, bakeSeconds: 24 * hour },
      { weight: 100, bakeSeconds: hour },
    ],
    limits: { errorRate: 0.001, p99Milliseconds: 200 },
  },
  'canary-phased': { name: 'canary-phased', steps: even([1, 5, 10, 25, 50, 100], 5 * minute) },
  'canary-gradual': {
    name: 'canary-gradual',
    steps: [{ weight: 5, bakeSeconds: 30 * minute }, ...even([10, 25, 50, 100], 15 * minute)],
    limits: { errorRate: 0.05, p99Milliseconds: 1000 },
  },
  'canary-short': { name: 'canary-short', steps: even([10, 50, 100], 2 * minute) },
  'blue-green': { name: 'blue-green', steps: even([100], 15 * minute) },
  /** As a scheduler rolls: in quarters, as fast as targets prove healthy. */
  rolling: { name: 'rolling', steps: even([25, 50, 75, 100], 30) },
  'all-at-once': { name: 'all-at-once', steps: even([100], 0) },
} as const satisfies Record<string, Strategy>;

export type StrategyPreset = keyof typeof strategyPresets;
