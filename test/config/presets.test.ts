import { describe, expect, it } from 'vitest';
import { policyOf } from '#domain/canary/policy.ts';
import { judgingOf } from '#domain/strategy/strategy.ts';
import { StrategySchema } from '#wire/strategy.ts';
import { type StrategyPreset, strategyPresets } from '#wire/strategy-presets.ts';

interface Promised {
  readonly steps: string;
  readonly limits?: { readonly errorRate: number; readonly p99Milliseconds: number };
  readonly metrics?: readonly string[];
}

/** As their users wrote them down: share and time of each step, and what it is judged on beside the old version. */
const promised: Readonly<Record<StrategyPreset, Promised>> = {
  // Error rate below 0.1 %, response time below 200 ms.
  'canary-watch': { steps: '5 % 24 h, 100 % 1 h', limits: { errorRate: 0.001, p99Milliseconds: 200 } },
  // A step ends when the evidence is sufficient; an anomaly of 0.7 rolls back.
  'canary-phased': { steps: '1 % 5 min, 5 % 5 min, 10 % 5 min, 25 % 5 min, 50 % 5 min, 100 % 5 min' },
  // Error rate 0.05, p99 latency 1000 ms, CPU.
  'canary-gradual': {
    steps: '5 % 30 min, 10 % 15 min, 25 % 15 min, 50 % 15 min, 100 % 15 min',
    limits: { errorRate: 0.05, p99Milliseconds: 1000 },
    metrics: ['AWS/ECS CPUUtilization Average'],
  },
  'canary-short': { steps: '10 % 2 min, 50 % 2 min, 100 % 2 min' },
  // All traffic at once after validation, then the service level: p99 below 200 ms, errors below 0.1 %.
  'blue-green': { steps: '100 % 15 min', limits: { errorRate: 0.001, p99Milliseconds: 200 } },
  // Health checks alone: a bake of less than a minute is watched, and not judged.
  rolling: { steps: '25 % 30 s, 50 % 30 s, 75 % 30 s, 100 % 30 s' },
  'all-at-once': { steps: '100 % 0 s' },
};

const names = Object.keys(promised) as StrategyPreset[];

describe('the presets', () => {
  it('are the promised ones', () => {
    expect(Object.keys(strategyPresets).sort()).toEqual([...names].sort());
  });

  it.each(names)('%s is what its name promises, and a request could write it out in full', (name) => {
    const preset = StrategySchema.parse(strategyPresets[name]);
    const { steps, limits, metrics = [] } = promised[name];
    expect(preset.name).toBe(name);
    expect(preset.steps.map(({ weight, bakeSeconds }) => `${weight} % ${inWords(bakeSeconds)}`).join(', ')).toBe(steps);
    expect(preset.limits).toEqual(limits);
    const read = preset.metrics?.map(({ namespace, metric, statistic }) => `${namespace} ${metric} ${statistic}`) ?? [];
    expect(read).toEqual(metrics);
  });

  it.each(names)('%s rolls an equally good version back in at most one of a hundred shifts', (name) => {
    const preset = StrategySchema.parse(strategyPresets[name]);
    const { steps } = preset;
    expect(policyOf({ to: 'blue', steps, judging: judgingOf(preset) }).falseRollbackBudget).toBe(0.01);
  });
});

function inWords(seconds: number): string {
  if (seconds >= 3600) return `${seconds / 3600} h`;
  return seconds >= 60 ? `${seconds / 60} min` : `${seconds} s`;
}
