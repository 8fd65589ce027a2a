const begin = (machine: string) => `<!-- ${machine}: written by npm run document -->`;
const end = (machine: string) => `<!-- ${machine}: end -->`;

/** The page with the generated part of one machine put between its marks; people write the rest. */
export function withSection(page: string, machine: string, generated: string): string {
  const section = `${begin(machine)}\n\n${generated}\n\n${end(machine)}`;
  const from = page.indexOf(begin(machine));
  const to = page.indexOf(end(machine), from);
  if (from < 0 || to < 0) return `${page.trimEnd()}\n\n## ${machine}\n\n${section}\n`;
  return page.slice(0, from) + section + page.slice(to + end(machine).length);
}

/** Machines that the page has a section for, whether or not there still is such a machine. */
export const sectionsOf = (page: string): string[] =>
  Array.from(page.matchAll(/^<!-- (\S+): end -->$/gm), ([, machine]) => machine ?? '');
