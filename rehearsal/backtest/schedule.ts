import type { ShiftStep } from '#domain/strategy/strategy.ts';
import { type JudgePolicy, type JudgedStep, judgePolicy } from '#domain/judge/policy.ts';
import { type AbsoluteLimits, policyForShift } from '#domain/judge/shift-policy.ts';
import { strategyPresets } from '#wire/strategy-presets.ts';
import type { TraceMinute } from './trace.ts';

export interface NamedPolicy {
  readonly name: string;
  readonly policy: JudgePolicy;
}

export function policyOfPreset(name: string): NamedPolicy {
  const preset = Object.values(strategyPresets).find((candidate) => candidate.name === name);
  if (preset === undefined) {
    throw new Error(`There is no preset "${name}". There are: ${Object.keys(strategyPresets).join(', ')}.`);
  }
  const { steps, limits }: { steps: readonly ShiftStep[]; limits?: AbsoluteLimits } = preset;
  return { name, policy: policyForShift(steps, limits) };
}

/** `5:30,25:15,100:5` is 5 % for 30 minutes, and so on. */
export function policyOfSteps(text: string): NamedPolicy {
  const steps = text.split(',').map((part): JudgedStep => {
    const { weight, minutes } = /^(?<weight>\d+):(?<minutes>\d+)$/.exec(part.trim())?.groups ?? {};
    if (weight === undefined) throw new Error(`--steps: "${part}" is no weight:minutes, such as 5:30.`);
    return { weight: Number(weight), minutes: Number(minutes) };
  });
  return {
    name: text,
    policy: policyForShift(steps.map(({ weight, minutes }) => ({ weight, bakeSeconds: 60 * minutes }))),
  };
}

/** Without a schedule the trace's own: each run of one weight is a step. */
export function policyOfTrace(trace: readonly TraceMinute[]): NamedPolicy {
  const steps: JudgedStep[] = [];
  for (const { weight, minute } of trace) {
    if (weight === undefined) {
      throw new Error(`Minute ${minute} has no "weight": say how it was shifted, with --preset or --steps.`);
    }
    const last = steps.at(-1);
    if (last?.weight === weight) steps[steps.length - 1] = { weight, minutes: last.minutes + 1 };
    else steps.push({ weight, minutes: 1 });
  }
  return { name: 'as recorded', policy: judgePolicy(steps) };
}
