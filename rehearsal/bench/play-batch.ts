import { CanaryTraffic } from './canary-traffic.ts';
import { type PlayedCanary, playCanary } from './play-canary.ts';
import { benchPolicies, type PolicyName } from './policies.ts';
import { benchScenarios } from './scenarios.ts';

/** Some seeds of one scenario, played by every policy. */
export interface BenchBatch {
  readonly scenario: string;
  readonly seeds: readonly number[];
  readonly policies: readonly PolicyName[];
}

export interface BenchResult extends PlayedCanary {
  readonly scenario: string;
  readonly seed: number;
  readonly policy: PolicyName;
}

export function playBatch({ scenario: name, seeds, policies }: BenchBatch): BenchResult[] {
  const scenario = benchScenarios.find((each) => each.name === name);
  if (scenario === undefined) throw new Error(`There is no scenario "${name}".`);
  return seeds.flatMap((seed) => {
    // One traffic for all policies: its minutes are drawn once.
    const traffic = new CanaryTraffic(scenario, seed);
    return policies.map((policy) => ({
      scenario: name,
      seed,
      policy,
      ...playCanary(traffic, benchPolicies[policy].start()),
    }));
  });
}
