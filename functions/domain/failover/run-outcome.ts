import { type Failure, inWords } from '../failure.ts';

export const endings = ['taken-over', 'returned', 'drilled', 'held', 'called-off', 'stopped', 'failed'] as const;
export type Ending = (typeof endings)[number];

/** How long things took, from the first look at which the primary was down; by hand, from the request. */
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

export const letPrimaryDeploy = 'let the primary deploy again: enable its rule deployment-requested';

/** For the page at the end: what people still have to do. */
export const stillToDo = (ending: Ending, shortages: readonly string[], stillFenced: boolean): readonly string[] => [
  ...(stillFenced ? [letPrimaryDeploy] : []),
  ...afterwards(ending, shortages),
];

function afterwards(ending: Ending, shortages: readonly string[]): readonly string[] {
  if (ending === 'taken-over') {
    return [
      ...shortages.map((shortage) => `look after: ${shortage}`),
      'find out what happened to the primary region and stop writes there',
      'return with {"mode": "failback"} when the primary is well again',
    ];
  }
  if (ending === 'drilled') return shortages.map((shortage) => `before it is real: ${shortage}`);
  if (ending === 'held' || ending === 'failed') return ['decide: {"mode": "manual"} with force, or leave traffic'];
  return ending === 'stopped' ? ['lift the hold with {"mode": "lift"} when failovers may start again'] : [];
}

export const whyItEnded = (reasons: readonly string[], failure?: Failure): string =>
  [...reasons, ...(failure === undefined ? [] : [inWords(failure)])].join('. ');
