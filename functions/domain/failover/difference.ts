interface Deployment {
  readonly image: string;
  readonly ended?: { readonly outcome: string };
}

/** How the standby differs from the release that was last requested; undefined if it runs that release. */
export function differenceOf([newest]: readonly Deployment[]): string | undefined {
  if (newest === undefined) return 'no release was ever deployed to it';
  if (newest.ended === undefined) return `its deployment of ${newest.image} has not ended`;
  const { outcome } = newest.ended;
  return outcome === 'succeeded' ? undefined : `its deployment of ${newest.image} ended with ${outcome}`;
}
