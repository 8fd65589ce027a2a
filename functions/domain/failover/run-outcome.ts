import { type Failure, inWords } from '../failure.ts';

export const endings = ['taken-over', 'returned', 'drilled', 'held', 'called-off', 'stopped', 'failed'] as const;
export type Ending = (typeof endings)[number];

/**
 * The times of a run. The outage begins with the first round in which the primary was down or, for a manual run, with
 * the request.
 */
export interface Timing {
  readonly outageSince: string;
  readonly startedAt: string;
  readonly movedAt?: string;
}

export interface RunOutcome {
  readonly ending: Ending;
  readonly why: string;
  readonly detectionSeconds?: number;
  readonly failoverSeconds?: number;
  readonly lostSeconds?: number;
  readonly stillToDo: readonly string[];
}

const between = (from: string, until: string): number =>
  Math.max(0, Math.round((Date.parse(until) - Date.parse(from)) / 1000));

export function measured({ outageSince, startedAt, movedAt }: Timing): Partial<RunOutcome> {
  return {
    detectionSeconds: between(outageSince, startedAt),
    ...(movedAt === undefined ? {} : { failoverSeconds: between(outageSince, movedAt) }),
  };
}

export const letPrimaryDeploy = 'allow deployments in the primary region again: enable its rule deployment-requested';

/** The remaining tasks for people, listed on the final page. */
export const stillToDo = (ending: Ending, shortages: readonly string[], stillFenced: boolean): readonly string[] => [
  ...(stillFenced ? [letPrimaryDeploy] : []),
  ...afterwards(ending, shortages),
];

function afterwards(ending: Ending, shortages: readonly string[]): readonly string[] {
  if (ending === 'taken-over') {
    return [
      ...shortages.map((shortage) => `fix: ${shortage}`),
      'find out what happened to the primary region and stop writes there',
      'return with {"mode": "failback"} when the primary region is healthy again',
    ];
  }
  if (ending === 'drilled') return shortages.map((shortage) => `fix before a real failover: ${shortage}`);
  if (ending === 'held' || ending === 'failed')
    return ['decide: start {"mode": "manual"} with force, or leave the traffic where it is'];
  return ending === 'stopped' ? ['lift the hold with {"mode": "lift"} to allow automatic failovers again'] : [];
}

export const whyItEnded = (reasons: readonly string[], failure?: Failure): string =>
  [...reasons, ...(failure === undefined ? [] : [inWords(failure)])].join('. ');
