import type { Definition } from './program.ts';

/** `${Name}`, as CloudFormation fills it in. */
const PLACEHOLDER = /\$\{([A-Za-z][\w:.]*)\}/g;

/** The names of all placeholders in a definition, each once, sorted. */
export function placeholdersIn(definition: Definition): string[] {
  const found = JSON.stringify(definition).matchAll(PLACEHOLDER);
  return [...new Set([...found].map(([whole]) => whole.slice(2, -1)))].sort();
}

/** Fills placeholders in the text of a definition and reads it; refuses names without a value. */
export function fillPlaceholders(text: string, values: Readonly<Record<string, string>>): Definition {
  const missing = new Set<string>();
  const filled = text.replace(PLACEHOLDER, (whole, name: string) => {
    if (!Object.hasOwn(values, name)) {
      missing.add(name);
      return whole;
    }
    // The value stands inside a JSON text: its quotes and backslashes must not end it.
    return JSON.stringify(values[name]).slice(1, -1);
  });
  if (missing.size > 0) throw new Error(`Placeholders without a value: ${[...missing].sort().join(', ')}`);
  return JSON.parse(filled) as Definition;
}
