import type { OwnMetric } from '#domain/strategy/own-metric.ts';
import type { ShiftStep, Strategy } from '#domain/strategy/strategy.ts';

const even = (weights: readonly number[], bakeSeconds: number): readonly ShiftStep[] =>
  weights.map((weight) => ({ weight, bakeSeconds }));

const minute = 60;
const hour = 60 * minute;

/** Above 70 % a slot grows; what stays above 80 % has outrun that. */
const cpu = {
  name: 'cpu',
  namespace: 'AWS/ECS',
  metric: 'CPUUtilization',
  statistic: 'Average',
  dimensions: { ClusterName: '{cluster}', ServiceName: '{ecsService}' },
  worse: 'higher',
  limit: 80,
} as const satisfies OwnMetric;

export const strategyPresets = {
  /** The last hour only keeps the way back open. */
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
    metrics: [cpu],
  },
  'canary-short': { name: 'canary-short', steps: even([10, 50, 100], 2 * minute) },
  /** There is nothing to compare with at 100 %: the service level decides. */
  'blue-green': {
    name: 'blue-green',
    steps: even([100], 15 * minute),
    limits: { errorRate: 0.001, p99Milliseconds: 200 },
  },
  rolling: { name: 'rolling', steps: even([25, 50, 75, 100], 30) },
  'all-at-once': { name: 'all-at-once', steps: even([100], 0) },
} as const satisfies Record<string, Strategy>;

export type StrategyPreset = keyof typeof strategyPresets;

interface PresetSummary {
  readonly steps: string;
  /** What must hold beside the comparison with the live version. */
  readonly limits: string;
  readonly use: string;
}

/** As the documentation shows them, in this order. */
export const presetSummaries: Readonly<Record<StrategyPreset, PresetSummary>> = {
  'all-at-once': { steps: '100 % at once, the old version stops', limits: 'none; not judged', use: 'development' },
  rolling: { steps: '25, 50, 75, 100 %, 30 s each', limits: 'none; watched, not judged', use: 'changes without risk' },
  'canary-short': { steps: '10, 50, 100 %, 2 min each', limits: 'none', use: 'staging' },
  'canary-gradual': {
    steps: '5 % for 30 min, 10, 25, 50, 100 %, 15 min each',
    limits: 'errors below 5 %, p99 below 1 s, CPU below 80 %',
    use: 'most production services',
  },
  'canary-phased': {
    steps: '1, 5, 10, 25, 50, 100 %, 5 min each',
    limits: 'none',
    use: 'services with much traffic',
  },
  'canary-watch': {
    steps: '5 % for 24 h, 100 % for 1 h',
    limits: 'errors below 0.1 %, p99 below 200 ms',
    use: 'faults that appear slowly, e.g. leaks',
  },
  'blue-green': {
    steps: '100 % for 15 min, the old version ready',
    limits: 'errors below 0.1 %, p99 below 200 ms',
    use: 'versions that cannot serve side by side',
  },
};

export const presetNames = Object.keys(strategyPresets) as [StrategyPreset, ...StrategyPreset[]];
