import { dirname } from 'node:path';

/** A folder with more files than fit on a screen has no rooms yet. */
const most = 30;

/** Every folder that is too full, as `folder: what and what to do`. */
export function crowdedFolders(paths: readonly string[]): string[] {
  const files = Map.groupBy(paths, (path) => dirname(path));
  return [...files]
    .filter(([, inside]) => inside.length > most)
    .map(([folder, inside]) => `${folder}: ${inside.length} files, more than ${most}: give it rooms`);
}
