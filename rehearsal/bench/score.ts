import type { BenchResult } from './play-batch.ts';
import type { PolicyName } from './policies.ts';
import { type BenchScenario, benchScenarios } from './scenarios.ts';

/** How often, of how many. */
export interface Share {
  readonly count: number;
  readonly of: number;
}

export interface PolicyScore {
  readonly policy: PolicyName;
  readonly falseRollbacks: Readonly<Record<BenchScenario['schedule'], Share>>;
  readonly badCaught: Readonly<Record<BenchScenario['schedule'], Share>>;
  readonly badPromoted: Share;
  /** Healthy canaries that the policy could not decide. */
  readonly healthyUndecided: Share;
  /** Median, of the bad canaries of half an hour that were caught. */
  readonly minutesToRollback: number | undefined;
  /** Against the first policy: the geometric mean over the bad scenarios, so that none outweighs the others. */
  readonly badRequestsRatio: number;
}

export interface ScenarioScore {
  readonly scenario: BenchScenario;
  readonly policy: PolicyName;
  readonly rolledBack: Share;
  readonly undecided: Share;
  readonly minutesToRollback: number | undefined;
  readonly badRequests: number;
}

export function scorePolicies(results: readonly BenchResult[]): PolicyScore[] {
  const each = scoreScenarios(results);
  const policies = [...Map.groupBy(results, ({ policy }) => policy)];
  const [first] = policies;
  return policies.map(([policy, played]) => {
    const of = (bad: boolean, schedule?: BenchScenario['schedule']) =>
      played.filter(({ scenario }) => {
        const known = named(scenario);
        return known.bad === bad && (schedule === undefined || known.schedule === schedule);
      });
    return {
      policy,
      falseRollbacks: {
        'half an hour': share(of(false, 'half an hour'), 'rolled back'),
        'a day': share(of(false, 'a day'), 'rolled back'),
      },
      badCaught: {
        'half an hour': share(of(true, 'half an hour'), 'rolled back'),
        'a day': share(of(true, 'a day'), 'rolled back'),
      },
      badPromoted: share(of(true), 'promoted'),
      healthyUndecided: share(of(false), 'inconclusive'),
      minutesToRollback: medianMinutes(of(true, 'half an hour')),
      badRequestsRatio: ratio(each, policy, first?.[0] ?? policy),
    };
  });
}

export function scoreScenarios(results: readonly BenchResult[]): ScenarioScore[] {
  const groups = Map.groupBy(results, ({ scenario, policy }) => `${scenario}\n${policy}`);
  return [...groups.values()].map((played) => {
    const { scenario, policy } = played[0] as BenchResult;
    return {
      scenario: named(scenario),
      policy,
      rolledBack: share(played, 'rolled back'),
      undecided: share(played, 'inconclusive'),
      minutesToRollback: medianMinutes(played),
      badRequests: played.reduce((sum, { badRequests }) => sum + badRequests, 0) / played.length,
    };
  });
}

function named(name: string): BenchScenario {
  const scenario = byName.get(name);
  if (scenario === undefined) throw new Error(`There is no scenario "${name}".`);
  return scenario;
}

const byName = new Map(benchScenarios.map((scenario) => [scenario.name, scenario]));

const share = (played: readonly BenchResult[], outcome: BenchResult['outcome']): Share => ({
  count: played.filter((each) => each.outcome === outcome).length,
  of: played.length,
});

function medianMinutes(played: readonly BenchResult[]): number | undefined {
  const caught = played.filter(({ outcome }) => outcome === 'rolled back').map(({ minutes }) => minutes);
  return caught.toSorted((a, b) => a - b)[Math.floor(caught.length / 2)];
}

function ratio(each: readonly ScenarioScore[], policy: PolicyName, reference: PolicyName): number {
  const bad = each.filter(({ scenario }) => scenario.bad);
  const logs = bad
    .filter((score) => score.policy === policy)
    .map((score) => {
      const other = bad.find((those) => those.scenario === score.scenario && those.policy === reference);
      // One more request in both keeps those that served none comparable.
      return Math.log((score.badRequests + 1) / ((other?.badRequests ?? 0) + 1));
    });
  return Math.exp(logs.reduce((sum, log) => sum + log, 0) / Math.max(1, logs.length));
}
