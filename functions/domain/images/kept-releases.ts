/** Enough to go back by hand further than anybody does, and few enough to find one's way. */
const kept = 10;
/** In one go, so that a step ends in its time; the next deployment goes on. */
const mostAtOnce = 10;

/** Of all revisions, the newest first, those that nobody needs: never one that runs or that somebody may go back to. */
export function releasesToForget(revisions: readonly string[], needed: ReadonlySet<string>): readonly string[] {
  const old = revisions.slice(kept).filter((revision) => !needed.has(revision));
  // The oldest go first: those that are left are the ones that somebody may still look for.
  return old.slice(-mostAtOnce);
}
