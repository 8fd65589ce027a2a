/** Joins two words to a name, and caches it: thousands of runs need the same names at every turn. */
const joiner = (separator: string) => {
  const known = new Map<string, Map<string, string>>();
  return (one: string, other: string): string => {
    let after = known.get(one);
    if (after === undefined) known.set(one, (after = new Map<string, string>()));
    let name = after.get(other);
    if (name === undefined) after.set(other, (name = `${one}${separator}${other}`));
    return name;
  };
};

export const dotted = joiner('.');
export const slashed = joiner('/');
