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
    metrics: [cpu],
  },
  'canary-short': { name: 'canary-short', steps: even([10, 50, 100], 2 * minute) },
  /** There is nothing to compare with at 100 %: the service level decides. */
  'blue-green': {
    name: 'blue-green',
    steps: even([100], 15 * minute),
    limits: { errorRate: 0.001, p99Milliseconds: 200 },
  },
  /** As a scheduler rolls: in quarters, as fast as targets prove healthy. */
  rolling: { name: 'rolling', steps: even([25, 50, 75, 100], 30) },
  'all-at-once': { name: 'all-at-once', steps: even([100], 0) },
} as const satisfies Record<string, Strategy>;

export type StrategyPreset = keyof typeof strategyPresets;

export const presetNames = Object.keys(strategyPresets) as [StrategyPreset, ...StrategyPreset[]];
