import type { Scenario } from '../../scenarios/scenario.ts';
import type { Place } from '../faults/fault.ts';
import { SeededRandom } from '../random.ts';
import { simulate } from '../simulate.ts';
import { singleFaults } from './single-faults.ts';
import type { Setting, Trial } from './trial.ts';

export interface Extent {
  readonly scenarios: readonly Scenario[];
  readonly seed: number;
  /** How many single faults are tried in all; every one by default. */
  readonly limit?: number;
  /** Whether a second fault follows where the first did no harm. */
  readonly pairs: boolean;
  /** Only these ways to break, by the first word of each: `throttled` covers `throttled-after`. */
  readonly only?: readonly string[];
}

/** The undisturbed run of each scenario, and every place where it can break, in every way. */
export async function planTrials({ scenarios, seed, limit, pairs, only }: Extent, setting: Setting): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (const scenario of scenarios) {
    const { places } = await simulate(scenario, { ...setting, seed });
    const faults = singleFaults(telling(scenario, places)).filter(
      ({ how }) => only === undefined || only.includes(how.replace('-after', '')),
    );
    trials.push({ scenario, seed, andAnother: false });
    trials.push(...faults.map((fault) => ({ scenario, seed, fault, andAnother: pairs })));
  }
  if (limit === undefined) return trials;
  return new SeededRandom(`${seed}/sample`).shuffle(trials).slice(0, limit);
}

/** Up to there the story equals others, which already have these faults. */
function telling({ differsFrom }: Scenario, places: readonly Place[]): readonly Place[] {
  const from = places.findIndex(({ name }) => name === `deployment/${differsFrom}`);
  return seldom(from === -1 ? places : places.slice(from));
}

/** A place that comes up many times is broken the first times and the last: the ones between are like those. */
function seldom(places: readonly Place[]): readonly Place[] {
  const last = new Map(places.map(({ name, nth }) => [name, nth]));
  const seen = new Map<string, number>();
  return places.filter(({ name, nth }) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times <= (everyMinute.test(name) ? 1 : firstTimes) || nth === last.get(name);
  });
}

const firstTimes = 2;
/** Functions that only look run at the end of every minute, in every story, and mostly find nothing to do. */
export const everyMinute = /^(guardian\/|FindAbandoned\.|DispatchNext\.|LookAtBakes\.)/;
