export interface Holding {
  readonly service: string;
  readonly owner: string;
  readonly fence: number;
  readonly expiresAt: string;
  readonly executionRuns: boolean;
  readonly failureDetails: string | undefined;
}

export interface Abandoned {
  readonly service: string;
  readonly deploymentId: string;
  readonly fence: number;
  readonly why: string;
}

/** Services whose lock is held by a deployment that no longer runs. Each has to be rolled back. */
export function findAbandoned(holdings: readonly Holding[], now: Date): readonly Abandoned[] {
  return holdings.flatMap(({ service, owner, fence, expiresAt, executionRuns, failureDetails }) => {
    const expired = Date.parse(expiresAt) < now.getTime();
    if (executionRuns && !expired) return [];
    const why = executionRuns ? `its lock expired at ${expiresAt}` : endedWith(failureDetails);
    return [{ service, deploymentId: owner, fence, why }];
  });
}

const endedWith = (words: string | undefined): string =>
  words === undefined ? 'its execution ended without finishing' : `its execution ended without finishing: ${words}`;
