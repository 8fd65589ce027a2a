/** A kind of canary: how much traffic there is, how noisy it is, and what is wrong with the build, if anything. */
export interface BenchScenario {
  readonly name: string;
  readonly bad: boolean;
  readonly schedule: 'half an hour' | 'a day';
  readonly requestsPerMinute: number;
  /** The share of requests that a good build fails, too. */
  readonly errorRate: number;
  readonly noise: Noise;
  /** Three to ten minutes in which 2–20 % fail in both slots alike, and everything is slower. */
  readonly sharedIncident: boolean;
  /** One to three minutes of cold caches: the canary fails and is slow, and then is fine. */
  readonly coldStart: boolean;
  /** A single minute in which 3–8 % of the canary's requests fail, for no fault of the build. */
  readonly badMinute: boolean;
  /** What is wrong with the build. */
  readonly fault: (minute: number, weight: number) => Fault;
}

/** How much equally good slots differ. Spreads are of logarithms, so 0.1 is about a tenth. */
export interface Noise {
  readonly errorsOfOneSlot: number;
  readonly errorsForGood: number;
  readonly latencyOfOneSlot: number;
  readonly latencyForGood: number;
  /** How many errors one failure causes on average, by retries. */
  readonly overdispersion: number;
}

export interface Fault {
  /** Added to the error rate. */
  readonly errors: number;
  /** All response times are multiplied by it. */
  readonly slower: number;
  /** So are those beyond the 90th percentile. */
  readonly tail: number;
}

const usual: Noise = {
  errorsOfOneSlot: 0.1,
  errorsForGood: 0.03,
  latencyOfOneSlot: 0.015,
  latencyForGood: 0.01,
  overdispersion: 1.5,
};
const noisy: Noise = {
  errorsOfOneSlot: 0.3,
  errorsForGood: 0.08,
  latencyOfOneSlot: 0.05,
  latencyForGood: 0.02,
  overdispersion: 4,
};

const NOTHING: Fault = { errors: 0, slower: 1, tail: 1 };
const always = (fault: Partial<Fault>) => () => ({ ...NOTHING, ...fault });
const when = (holds: (minute: number, weight: number) => boolean, fault: Partial<Fault>) => (m: number, w: number) => ({
  ...NOTHING,
  ...(holds(m, w) ? fault : {}),
});

type Traits = Partial<Omit<BenchScenario, 'name' | 'bad' | 'requestsPerMinute'>>;

function at(rates: readonly number[], bad: boolean, name: string, traits: Traits): BenchScenario[] {
  return rates.map((requestsPerMinute) => ({
    name: `${name}, ${requestsPerMinute} a minute${traits.schedule === 'a day' ? ', a day' : ''}`,
    bad,
    schedule: 'half an hour',
    requestsPerMinute,
    errorRate: 0.001,
    noise: usual,
    sharedIncident: false,
    coldStart: false,
    badMinute: false,
    fault: always({}),
    ...traits,
  }));
}

const healthy = (name: string, rates: readonly number[], traits: Traits = {}) => at(rates, false, name, traits);
const bad = (name: string, rates: readonly number[], fault: BenchScenario['fault'], traits: Traits = {}) =>
  at(rates, true, name, { ...traits, fault });

const aDay = { schedule: 'a day' } as const;

export const benchScenarios: readonly BenchScenario[] = [
  ...healthy('healthy', [5, 60, 600, 6000, 60000]),
  ...healthy('shared incident', [600, 6000, 60000], { sharedIncident: true }),
  ...healthy('cold start', [600, 6000, 60000], { coldStart: true }),
  ...healthy('noisy', [600, 6000, 60000], { noise: noisy }),
  ...healthy('one bad minute', [6000], { badMinute: true }),
  ...healthy('2 % fail anyway', [6000], { errorRate: 0.02 }),
  ...bad('0.3 % errors', [600, 6000, 60000], always({ errors: 0.002 })),
  ...bad('1 % errors', [600, 6000, 60000], always({ errors: 0.009 })),
  ...bad('5 % errors', [600, 6000, 60000], always({ errors: 0.049 })),
  ...bad('tail twice as slow', [600, 6000, 60000], always({ tail: 2 })),
  ...bad('30 % slower', [600, 6000, 60000], always({ slower: 1.3 })),
  ...bad('everything fails', [5, 60, 600, 6000, 60000], always({ errors: 1 })),
  ...bad('20 % errors', [5, 30, 60], always({ errors: 0.2 })),
  ...bad('leak', [600, 6000], (minute) => ({
    errors: Math.max(0, 0.001 * (minute - 8)),
    slower: 1 + 0.03 * minute,
    tail: 1,
  })),
  ...bad(
    'fails above 25 %',
    [600, 6000],
    when((_, weight) => weight > 25, { errors: 0.03, slower: 1.2 }),
  ),
  ...bad('4 % errors instead of 2 %', [6000], always({ errors: 0.02 }), { errorRate: 0.02 }),
  ...bad(
    '10 % errors from minute 17',
    [6000],
    when((minute) => minute >= 17, { errors: 0.1 }),
  ),
  ...bad('5 % errors after a cold start', [6000], always({ errors: 0.05 }), { coldStart: true }),
  ...healthy('healthy', [60, 600, 6000], aDay),
  ...healthy('shared incidents', [6000], { ...aDay, sharedIncident: true }),
  ...healthy('cold start', [6000], { ...aDay, coldStart: true }),
  ...healthy('noisy', [6000], { ...aDay, noise: noisy }),
  ...bad('1 % errors', [60, 600, 6000], always({ errors: 0.009 }), aDay),
  ...bad('0.3 % errors', [600, 6000], always({ errors: 0.002 }), aDay),
  ...bad(
    'leak',
    [600, 6000],
    (minute) => ({ errors: Math.max(0, 0.002 * (minute / 60 - 3)), slower: 1 + minute / 1000, tail: 1 }),
    aDay,
  ),
  ...bad(
    '10 % errors from hour 6',
    [600],
    when((minute) => minute >= 360, { errors: 0.1 }),
    aDay,
  ),
  ...bad('tail twice as slow', [6000], always({ tail: 2 }), aDay),
];
