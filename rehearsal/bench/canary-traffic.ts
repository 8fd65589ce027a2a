import type { SlotMinute } from '#domain/judge/minute.ts';
import type { JudgedStep } from '#domain/judge/policy.ts';
import { SeededRandom } from '../simulator/random.ts';
import { answers, shareOfSlow } from './answers.ts';
import { binomial, bursts, normal, poisson } from './distributions.ts';
import type { BenchScenario, Fault } from './scenarios.ts';
import { type Weather, weatherOf } from './weather.ts';

export interface TrafficMinute {
  readonly canary: SlotMinute;
  readonly live: SlotMinute;
  /** Requests that a good build would have answered, and in time; expected, not drawn. */
  readonly badRequests: number;
}

const schedules = {
  'half an hour': { steps: [1, 5, 10, 25, 50, 100].map((weight) => ({ weight, minutes: 5 })), maxExtensionMinutes: 30 },
  'a day': { steps: [{ weight: 5, minutes: 1440 }], maxExtensionMinutes: 60 },
} as const;

/**
 * What both slots serve, minute by minute: a function of scenario, seed, minute and weight alone. So two policies that
 * take the same way see the same numbers, and one that extends a step sees more of them.
 */
export class CanaryTraffic {
  readonly steps: readonly JudgedStep[];
  readonly maxExtensionMinutes: number;
  readonly plannedMinutes: number;
  readonly #scenario: BenchScenario;
  readonly #random: SeededRandom;
  readonly #weather: Weather;
  readonly #served = new Map<string, TrafficMinute>();

  constructor(scenario: BenchScenario, seed: number) {
    const { steps, maxExtensionMinutes } = schedules[scenario.schedule];
    this.steps = steps;
    this.maxExtensionMinutes = maxExtensionMinutes;
    this.plannedMinutes = steps.reduce((sum, { minutes }) => sum + minutes, 0);
    this.#scenario = scenario;
    this.#random = new SeededRandom(`${scenario.name}/${seed}`);
    this.#weather = weatherOf(scenario, this.plannedMinutes, maxExtensionMinutes, this.#random.fork('weather'));
  }

  minute(minute: number, weight: number): TrafficMinute {
    const key = `${minute} ${weight}`;
    const known = this.#served.get(key) ?? this.#serve(Math.min(minute, this.#weather.length - 1), weight);
    this.#served.set(key, known);
    return known;
  }

  #serve(minute: number, weight: number): TrafficMinute {
    const random = this.#random.fork(`minute ${minute}`);
    const requests = this.#weather.requests[minute] as number;
    const canaryRequests = (requests * weight) / 100;
    const fault = this.#scenario.fault(minute, weight);
    const shared = this.#weather.sharedLatency[minute] as number;
    const slowerThanGood = shareOfSlow(fault.tail, shared + Math.log(fault.slower)) - shareOfSlow(GOOD.tail, shared);
    return {
      canary: this.#slotMinute(random, 'canary', minute, poisson(random, canaryRequests), fault),
      live: this.#slotMinute(random, 'live', minute, poisson(random, requests - canaryRequests), GOOD),
      badRequests: canaryRequests * (fault.errors + Math.max(0, slowerThanGood)),
    };
  }

  #slotMinute(
    random: SeededRandom,
    slot: 'canary' | 'live',
    minute: number,
    requests: number,
    fault: Fault,
  ): SlotMinute {
    if (requests === 0) return { requests, errors: 0, slow: 0, p50: null, p90: null, p99: null };
    const { sharedErrors, sharedLatency, incident, coldStart, errors, latency } = this.#weather;
    const { noise, errorRate } = this.#scenario;
    const cold = slot === 'canary' ? coldStart[minute] : undefined;
    const trouble = incident[minute];
    const usualRate = errorRate * Math.exp((sharedErrors[minute] as number) + (errors[slot][minute] as number));
    const failures = poisson(random, (requests * usualRate) / noise.overdispersion);
    const troubled = trouble === undefined ? 0 : trouble.errors * Math.exp(0.08 * normal(random));
    const extra = troubled + fault.errors + (cold?.errors ?? 0);
    const failed = bursts(random, failures, noise.overdispersion) + binomial(random, requests, extra);
    const shift =
      (sharedLatency[minute] as number) +
      (latency[slot][minute] as number) +
      Math.log(fault.slower * (trouble?.slower ?? 1) * (cold?.slower ?? 1));
    return { requests, errors: Math.min(requests, failed), ...answers(random, requests, fault.tail, shift) };
  }
}

const GOOD: Fault = { errors: 0, slower: 1, tail: 1 };
