import { join } from 'node:path';
import { type Machine, loadMachine, machineNames, statemachines } from '../machines.ts';
import { formatPage } from './format-page.ts';
import { pictureOf } from './picture.ts';
import { sectionsOf, withSection } from './sections.ts';
import { tableOf } from './table.ts';

export const pagePath = join(statemachines, 'README.md');

/** The page as the current definitions and contracts generate it. */
export async function upToDate(page: string): Promise<string> {
  const machines = await Promise.all(machineNames().map(loadMachine));
  const gone = sectionsOf(page).filter((name) => !machines.some((machine) => machine.name === name));
  if (gone.length > 0)
    throw new Error(`statemachines/README.md still tells of ${gone.join(', ')}: take that section out`);
  const written = machines.reduce((text, machine) => withSection(text, machine.name, generated(machine)), page);
  return formatPage(written);
}

const generated = (machine: Machine) =>
  `\`\`\`mermaid\n${pictureOf(machine.definition)}\n\`\`\`\n\n${tableOf(machine)}`;
