/** Their files are short, and each plays for minutes. */
const stories = /\/test\/e2e\/(rehearsal|regions)\//;

/** On a clean checkout vitest begins with the longest files: the stories would come last, and other workers wait for them. */
export function storiesFirst<T>(files: readonly T[], pathOf: (file: T) => string): T[] {
  const isOther = (file: T) => Number(!stories.test(pathOf(file)));
  return files.toSorted((one, other) => isOther(one) - isOther(other));
}
