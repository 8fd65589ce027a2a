import type { Opinion, Vote } from './vote.ts';

/** The User-Agent of the probes, by which the logs and the rules of a load balancer and a firewall know them. */
export const probeUserAgent = 'sluice-primary-monitor';

export interface Probe {
  readonly endpoint: string;
  readonly good: boolean;
  /** Whether there was a response with any status. */
  readonly answered: boolean;
  /** A firewall answered in place of the service, which says nothing about the service. */
  readonly forbidden: boolean;
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
  const forbidden = !good && statuses.includes(403);
  return { endpoint, good, answered: statuses.length > 0, forbidden, answer: [...new Set(answers)].join(', ') };
}

/**
 * One failing endpoint is a problem of a service. The region is unhealthy when at least half of the endpoints fail. An
 * endpoint that is forbidden to the probes counts as neither.
 */
export function probeVote(probes: readonly Probe[], at: string): Vote {
  const seen = probes.filter(({ forbidden }) => !forbidden);
  const good = seen.filter((probe) => probe.good).length;
  const bad = probes.filter((probe) => !probe.good).map(({ endpoint, answer }) => `${endpoint}: ${answer}`);
  const why = [`${good} of ${probes.length} endpoints are healthy`, ...bad].join('; ');
  return {
    source: 'probes from the standby',
    opinion: opinionOf(good, seen.length),
    at,
    hasJustAsked: true,
    isAnswered: probes.some(({ answered }) => answered),
    isForbidden: seen.length < probes.length,
    why,
  };
}

function opinionOf(good: number, seen: number): Opinion {
  if (seen === 0) return 'unknown';
  return good * 2 > seen ? 'healthy' : 'unhealthy';
}
