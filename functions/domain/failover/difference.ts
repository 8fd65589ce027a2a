interface Deployment {
  readonly image: string;
  readonly ended?: { readonly outcome: string };
}

/** How the standby lags behind the release that it was last asked to run; nothing where it runs it. */
export function differenceOf([newest]: readonly Deployment[]): string | undefined {
  if (newest === undefined) return 'it was never asked to run a release';
  if (newest.ended === undefined) return `its deployment of ${newest.image} has not ended`;
  const { outcome } = newest.ended;
  return outcome === 'succeeded' ? undefined : `its deployment of ${newest.image} ended as ${outcome}`;
}
