/** Files that may be longer than 250 lines, each with its reason. The shorter this list, the better. */
export const longFiles: Readonly<Record<string, string>> = {};
