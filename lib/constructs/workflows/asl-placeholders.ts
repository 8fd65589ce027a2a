/** The names in `${Name}` of a definition. */
export const placeholdersOf = (text: string): ReadonlySet<string> =>
  new Set(Array.from(text.matchAll(/\$\{(\w+)\}/g), ([, name]) => name ?? ''));

/** What makes a definition unfit to be deployed with these substitutions; nothing when it is fit. */
export function definitionFaults(text: string, substitutions: readonly string[]): readonly string[] {
  const definition = JSON.parse(text) as { TimeoutSeconds?: unknown; QueryLanguage?: unknown };
  const placeholders = placeholdersOf(text);
  const given = new Set(substitutions);
  return [
    ...[...placeholders].filter((name) => !given.has(name)).map((name) => `nothing is given for \${${name}}`),
    ...[...given]
      .filter((name) => !placeholders.has(name))
      .map((name) => `${name} is given, but no state names \${${name}}`),
    ...(definition.TimeoutSeconds === undefined ? ['the machine has no TimeoutSeconds'] : []),
    ...(definition.QueryLanguage === 'JSONata' ? [] : ['the query language is not JSONata']),
  ];
}
