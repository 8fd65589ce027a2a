/** What an image tag makes the sample service do: `v2` is good, `v2-errors-20` fails every fifth request, and so on. */
export interface Behavior {
  /** Share of requests answered with 500. */
  readonly errorShare: number;
  /** Share of requests that take ten times as long. */
  readonly slowShare: number;
  readonly healthy: boolean;
  /** Its first health endpoint reports healthy, but one of the others does not. */
  readonly degraded: boolean;
  readonly crashesAtStart: boolean;
  readonly leaks: boolean;
  readonly jobFails: boolean;
  readonly jobHangs: boolean;
  readonly exitsAfterMs?: number;
  /** Requests per second above which it is overloaded. */
  readonly overloadedAbove?: number;
  /** Requests per second above which no endpoint works any more, the health endpoints included. */
  readonly breaksAbove?: number;
}

export interface Observation {
  readonly uptimeMs: number;
  /** Requests per second, averaged over the last few seconds. */
  readonly requestsPerSecond: number;
}

export interface AnswerPlan {
  readonly status: 200 | 500;
  readonly delayMs: number;
}

const GOOD: Behavior = {
  errorShare: 0,
  slowShare: 0,
  healthy: true,
  degraded: false,
  crashesAtStart: false,
  leaks: false,
  jobFails: false,
  jobHangs: false,
};

// Each row: the suffix of the tag, and what it changes in a good service.
const SUFFIXES: readonly (readonly [RegExp, (amount: number) => Partial<Behavior>])[] = [
  [/-errors$/, () => ({ errorShare: 0.05 })],
  [/-errors-(\d+)$/, (percent) => ({ errorShare: percent / 100 })],
  [/-slow-tail$/, () => ({ slowShare: 0.1 })],
  [/-crash-at-start$/, () => ({ crashesAtStart: true })],
  [/-never-healthy$/, () => ({ healthy: false })],
  [/-degraded$/, () => ({ degraded: true })],
  [/-leak$/, () => ({ leaks: true })],
  [/-fails-above-(\d+)$/, (perSecond) => ({ overloadedAbove: perSecond })],
  [/-breaks-above-(\d+)$/, (perSecond) => ({ breaksAbove: perSecond })],
  [/-exits-after-(\d+)s$/, (seconds) => ({ exitsAfterMs: seconds * 1000 })],
  [/-job-fails$/, () => ({ jobFails: true })],
  [/-job-hangs$/, () => ({ jobHangs: true })],
];

export function behaviorOf(tag: string): { version: string; behavior: Behavior } {
  for (const [suffix, change] of SUFFIXES) {
    const match = suffix.exec(tag);
    if (match) {
      return { version: tag.slice(0, match.index), behavior: { ...GOOD, ...change(Number(match[1] ?? 0)) } };
    }
  }
  return { version: tag, behavior: GOOD };
}

/** What a health endpoint answers, by its path. */
export function healthStatus(behavior: Behavior, path: string, requestsPerSecond = 0): 200 | 503 {
  const { healthy, degraded } = behavior;
  const isWell = healthy && !isBroken(behavior, requestsPerSecond);
  return isWell && !(degraded && path === '/api/performance/health') ? 200 : 503;
}

const isBroken = ({ breaksAbove = Number.POSITIVE_INFINITY }: Behavior, requestsPerSecond: number): boolean =>
  requestsPerSecond > breaksAbove;

/** What it prints before it dies. */
export const FATAL_AT_START = 'cannot read the configuration: DATABASE_URL is not set';

/** What a job prints before it fails. */
export const jobFailure = (command: string): string => `job failed: ${command}`;

const MEDIAN_MS = 14;
// Log-normal with this spread: p1 8 ms, p50 14 ms, p99 25 ms.
const SPREAD = 0.25;
const SLOW_FACTOR = 10;
const OVERLOAD_ERROR_SHARE = 0.4;
// A leak doubles the latency every 10 seconds of its life, linearly.
const LEAK_DOUBLES_MS = 10_000;

export function planAnswer(behavior: Behavior, seen: Observation, random: () => number): AnswerPlan {
  const failing = random() < errorShareOf(behavior, seen);
  const slow = random() < behavior.slowShare ? SLOW_FACTOR : 1;
  const leak = behavior.leaks ? 1 + seen.uptimeMs / LEAK_DOUBLES_MS : 1;
  return {
    status: failing ? 500 : 200,
    delayMs: MEDIAN_MS * Math.exp(SPREAD * standardNormal(random)) * slow * leak,
  };
}

function errorShareOf(behavior: Behavior, seen: Observation): number {
  const { overloadedAbove, errorShare } = behavior;
  if (isBroken(behavior, seen.requestsPerSecond)) return 1;
  if (overloadedAbove === undefined) return errorShare;
  return seen.requestsPerSecond > overloadedAbove ? OVERLOAD_ERROR_SHARE : errorShare;
}

function standardNormal(random: () => number): number {
  // Box-Muller; 1 - random() keeps the logarithm away from zero.
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** The mulberry32 generator: the same seed gives the same answers. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
