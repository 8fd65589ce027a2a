type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** A field that is spelled out as undefined is a field that was left out. */
export const defined = <T extends object>(record: T | undefined): Defined<T> =>
  Object.fromEntries(Object.entries(record ?? {}).filter(([, value]) => value !== undefined)) as Defined<T>;
