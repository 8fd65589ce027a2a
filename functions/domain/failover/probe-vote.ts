import type { Vote } from './vote.ts';

export interface Probe {
  readonly endpoint: string;
  readonly good: boolean;
  /** The status, or why there was none. */
  readonly answer: string;
}

/** One endpoint that fails is the service's trouble; a region is unhealthy when most of them do. */
export function probeVote(probes: readonly Probe[], at: string): Vote {
  const good = probes.filter((probe) => probe.good).length;
  const bad = probes.filter((probe) => !probe.good).map(({ endpoint, answer }) => `${endpoint}: ${answer}`);
  const why = [`${good} of ${probes.length} endpoints answered well`, ...bad].join('; ');
  return { source: 'probes from the standby', opinion: good * 2 > probes.length ? 'healthy' : 'unhealthy', at, why };
}
