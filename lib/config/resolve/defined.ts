type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** Drops fields that are set to undefined, because they count as omitted. */
export const defined = <T extends object>(record: T | undefined): Defined<T> =>
  Object.fromEntries(Object.entries(record ?? {}).filter(([, value]) => value !== undefined)) as Defined<T>;
