import * as z from 'zod';
import type { ShiftStep } from '#domain/shift-schedule.ts';

/** Absolute limits for the new version while it takes traffic, beside the comparison with the old one. */
export interface StrategyLimits {
  /** Share of requests that may fail, 0 to 1. */
  readonly errorRate?: number;
  readonly p99Milliseconds?: number;
}

/** How traffic moves to a new version. The last step is 100 %; its bake is the time the old version stays ready after it. */
export interface Strategy {
  readonly name: string;
  readonly steps: readonly ShiftStep[];
  readonly limits?: StrategyLimits;
}

const hour = 3600;

/** One machine execution with its bakes stays well below a day and a half, after which nobody remembers what was deployed. */
export const maximumStrategySeconds = 36 * hour;

const stepsAllowed = '1 to 20 steps';
const weightAllowed = 'a whole number from 1 to 100';
const bakeAllowed = '0 seconds to 36 hours';

export const WeightSchema = z.int(weightAllowed).min(1, weightAllowed).max(100, weightAllowed);

export const StepsSchema = z
  .array(
    z.strictObject({
      weight: WeightSchema,
      bakeSeconds: z.number(bakeAllowed).min(0, bakeAllowed).max(maximumStrategySeconds, bakeAllowed),
    }),
    stepsAllowed,
  )
  .min(1, stepsAllowed)
  .max(20, stepsAllowed);

export const StrategyLimitsSchema = z.strictObject({
  errorRate: z.number('0 to 1').min(0, '0 to 1').max(1, '0 to 1').exactOptional(),
  p99Milliseconds: z.number('more than 0').gt(0, 'more than 0').exactOptional(),
}) satisfies z.ZodType<StrategyLimits>;

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
  }),
  limits: StrategyLimitsSchema.exactOptional(),
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
