import type { Vote } from './vote.ts';

export interface Probe {
  readonly endpoint: string;
  readonly good: boolean;
  /** Whether there was a response with any status. */
  readonly answered: boolean;
  /** The response, in words. */
  readonly answer: string;
}

/** The HTTP status, or why there was none. */
export type Answer = number | string;

/**
 * Probes each address behind the name. Each is in an Availability Zone of its own, and one unhealthy zone does not make
 * the region unhealthy.
 */
export function probeOf(endpoint: string, answers: readonly Answer[]): Probe {
  const statuses = answers.filter((answer) => typeof answer === 'number');
  const good = statuses.some((status) => status >= 200 && status < 400);
  return { endpoint, good, answered: statuses.length > 0, answer: [...new Set(answers)].join(', ') };
}

/** One failing endpoint is a problem of a service. The region is unhealthy when at least half of the endpoints fail. */
export function probeVote(probes: readonly Probe[], at: string): Vote {
  const good = probes.filter((probe) => probe.good).length;
  const bad = probes.filter((probe) => !probe.good).map(({ endpoint, answer }) => `${endpoint}: ${answer}`);
  const why = [`${good} of ${probes.length} endpoints are healthy`, ...bad].join('; ');
  return {
    source: 'probes from the standby',
    opinion: good * 2 > probes.length ? 'healthy' : 'unhealthy',
    at,
    hasJustAsked: true,
    isAnswered: probes.some(({ answered }) => answered),
    why,
  };
}
