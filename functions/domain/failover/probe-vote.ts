import type { Vote } from './vote.ts';

export interface Probe {
  readonly endpoint: string;
  readonly good: boolean;
  /** With a status, whichever. */
  readonly answered: boolean;
  /** What was answered, in words. */
  readonly answer: string;
}

/** A status, or why there was none. */
export type Answer = number | string;

/** Asked at each address that the name leads to, as each is in a zone of its own: a sick zone is not the region. */
export function probeOf(endpoint: string, answers: readonly Answer[]): Probe {
  const statuses = answers.filter((answer) => typeof answer === 'number');
  const good = statuses.some((status) => status >= 200 && status < 400);
  return { endpoint, good, answered: statuses.length > 0, answer: [...new Set(answers)].join(', ') };
}

/** One endpoint that fails is the service's trouble; a region is unhealthy when most of them do. */
export function probeVote(probes: readonly Probe[], at: string): Vote {
  const good = probes.filter((probe) => probe.good).length;
  const bad = probes.filter((probe) => !probe.good).map(({ endpoint, answer }) => `${endpoint}: ${answer}`);
  const why = [`${good} of ${probes.length} endpoints answered well`, ...bad].join('; ');
  return {
    source: 'probes from the standby',
    opinion: good * 2 > probes.length ? 'healthy' : 'unhealthy',
    at,
    hasJustAsked: true,
    isAnswered: probes.some(({ answered }) => answered),
    why,
  };
}
