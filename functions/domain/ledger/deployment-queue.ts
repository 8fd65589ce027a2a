/** A request in the queue of a busy service. */
export interface Waiting {
  readonly deploymentId: string;
  readonly execution: string;
  readonly askedAt: string;
  /** Answers the execution; absent until it has begun to wait. */
  readonly token?: string;
}

export type Dispatch =
  | { readonly kind: 'go'; readonly waiting: Waiting & { readonly token: string } }
  | { readonly kind: 'refuse'; readonly waiting: Waiting; readonly why: string };

/** The newest request is the one that people want by now: it waits on and goes first, every older one is told. */
export function dispatchesOf(
  queue: readonly (Waiting & { readonly runs: boolean })[],
  isFree: boolean,
): readonly Dispatch[] {
  const gone = queue.filter(({ runs }) => !runs);
  const alive = queue.filter(({ runs }) => runs).toSorted(byAge);
  const newest = alive.at(-1);
  const older = alive.slice(0, -1);
  return [
    ...gone.map((waiting) => refuse(waiting, 'its execution ended while it waited in the queue')),
    ...older.map((waiting) => refuse(waiting, `${newest?.deploymentId} asked later and waits in its place`)),
    ...(isFree && isReachable(newest) ? [{ kind: 'go', waiting: newest } as const] : []),
  ];
}

const isReachable = (waiting: Waiting | undefined): waiting is Waiting & { token: string } =>
  waiting?.token !== undefined;

const refuse = (waiting: Waiting, why: string): Dispatch => ({ kind: 'refuse', waiting, why });

const byAge = (one: Waiting, other: Waiting): number => (ageOf(one) < ageOf(other) ? -1 : 1);

/** Two that asked in the same millisecond are told apart by their ids, so that every reader agrees which is newer. */
const ageOf = ({ askedAt, deploymentId }: Waiting): string => `${askedAt} ${deploymentId}`;
