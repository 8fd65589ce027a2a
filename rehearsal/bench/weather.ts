import type { SeededRandom } from '../simulator/random.ts';
import { normal, wander } from './distributions.ts';
import type { BenchScenario } from './scenarios.ts';

/** A bad version keeps serving for half an hour after a wrong decision; minutes beyond that repeat the last one. */
const MORE_MINUTES = 31;

/** Everything about a canary that no policy can change. */
export interface Weather {
  readonly length: number;
  readonly requests: readonly number[];
  readonly sharedErrors: readonly number[];
  readonly sharedLatency: readonly number[];
  readonly errors: Readonly<Record<'canary' | 'live', readonly number[]>>;
  readonly latency: Readonly<Record<'canary' | 'live', readonly number[]>>;
  readonly incident: Readonly<Record<number, Trouble>>;
  readonly coldStart: Readonly<Record<number, Trouble>>;
}

interface Trouble {
  readonly errors: number;
  readonly slower: number;
}

export function weatherOf(scenario: BenchScenario, planned: number, extension: number, random: SeededRandom): Weather {
  const length = planned + extension + MORE_MINUTES;
  const { noise, requestsPerMinute } = scenario;
  const time = 2 * Math.PI * random.next();
  const swing = wander(random, length, 0.9, 0.08);
  const oneSlot = (wandering: number, forGood: number) => {
    const level = forGood * normal(random);
    return wander(random, length, 0.5, wandering).map((each) => each + level);
  };
  return {
    length,
    requests: swing.map(
      (each, minute) => requestsPerMinute * (1 + 0.3 * Math.sin((2 * Math.PI * minute) / 1440 + time)) * Math.exp(each),
    ),
    // Half the variance less, so that the mean of the rate stays what it is.
    sharedErrors: wander(random, length, 0.8, 0.3).map((each) => each - 0.3 ** 2 / 2),
    sharedLatency: wander(random, length, 0.9, 0.05),
    errors: {
      live: oneSlot(noise.errorsOfOneSlot, noise.errorsForGood),
      canary: oneSlot(noise.errorsOfOneSlot, noise.errorsForGood),
    },
    latency: {
      live: oneSlot(noise.latencyOfOneSlot, noise.latencyForGood),
      canary: oneSlot(noise.latencyOfOneSlot, noise.latencyForGood),
    },
    incident: scenario.sharedIncident ? incidents(random, scenario, planned) : {},
    coldStart: {
      ...(scenario.coldStart ? coldStart(random) : {}),
      ...(scenario.badMinute ? badMinute(random, planned) : {}),
    },
  };
}

const between = (random: SeededRandom, least: number, most: number): number => least + (most - least) * random.next();

const lasting = (first: number, minutes: number, trouble: Trouble): Record<number, Trouble> =>
  Object.fromEntries(Array.from({ length: minutes }, (_, i) => [first + i, trouble]));

function incidents(random: SeededRandom, { schedule }: BenchScenario, planned: number): Record<number, Trouble> {
  const several = Array.from({ length: schedule === 'a day' ? 4 : 1 }, () =>
    lasting(random.integer(2, planned - 9), random.integer(3, 10), {
      errors: between(random, 0.02, 0.2),
      slower: between(random, 1.2, 2.5),
    }),
  );
  return Object.assign({}, ...several) as Record<number, Trouble>;
}

const coldStart = (random: SeededRandom): Record<number, Trouble> =>
  lasting(0, random.integer(1, 3), { errors: between(random, 0.02, 0.05), slower: between(random, 1.5, 3) });

const badMinute = (random: SeededRandom, planned: number): Record<number, Trouble> =>
  lasting(random.integer(3, planned - 7), 1, { errors: between(random, 0.03, 0.08), slower: 1 });
