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

/** What each one does and what it is for, as the documentation has it. */
export const presetSummaries: Readonly<Record<StrategyPreset, string>> = {
  'canary-watch':
    '5 % for 24 h, then 100 %; errors below 0.1 %, p99 below 200 ms. For faults that appear slowly, such as leaks.',
  'canary-phased': '1, 5, 10, 25, 50, 100 %, 5 min each. For services with much traffic.',
  'canary-gradual':
    '5 % for 30 min, then 10, 25, 50, 100 %, 15 min each; errors below 5 %, p99 below 1 s, CPU below 80 %. For most production services.',
  'canary-short': '10, 50, 100 %, 2 min each. For staging.',
  'blue-green':
    'All traffic at once, and the old version stays ready for 15 min; errors below 0.1 %, p99 below 200 ms. For versions that cannot serve side by side.',
  rolling: 'A quarter of the traffic every 30 s. For changes without risk.',
  'all-at-once': 'All traffic at once, and the old version does not stay. For development.',
};

export const presetNames = Object.keys(strategyPresets) as [StrategyPreset, ...StrategyPreset[]];
