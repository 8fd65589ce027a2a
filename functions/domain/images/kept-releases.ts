/** Enough to go back by hand, and few enough to find one's way. */
const kept = 10;
/** In one go, so that a step ends in its time; the next deployment goes on. */
const mostAtOnce = 10;

/** Of all revisions, the newest first, those that are not needed: never one that runs or that a restore may name. */
export function releasesToForget(revisions: readonly string[], needed: ReadonlySet<string>): readonly string[] {
  const old = revisions.slice(kept).filter((revision) => !needed.has(revision));
  // The oldest go first: people look for the newest ones.
  return old.slice(-mostAtOnce);
}
