import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Options, format } from 'prettier';
import { type Machine, loadMachine, machineNames, statemachines } from '../machines.ts';
import { pictureOf } from './picture.ts';
import { sectionsOf, withSection } from './sections.ts';
import { tableOf } from './table.ts';

export const pagePath = join(statemachines, 'README.md');
const style = resolve(import.meta.dirname, '../../../.config/prettier.json');

/** The page as the current definitions and contracts generate it. */
export async function upToDate(page: string): Promise<string> {
  const machines = await Promise.all(machineNames().map(loadMachine));
  const gone = sectionsOf(page).filter((name) => !machines.some((machine) => machine.name === name));
  if (gone.length > 0)
    throw new Error(`statemachines/README.md still tells of ${gone.join(', ')}: take that section out`);
  const written = machines.reduce((text, machine) => withSection(text, machine.name, generated(machine)), page);
  const options = JSON.parse(readFileSync(style, 'utf8')) as Options;
  return format(written, { ...options, parser: 'markdown' });
}

const generated = (machine: Machine) =>
  `\`\`\`mermaid\n${pictureOf(machine.definition)}\n\`\`\`\n\n${tableOf(machine)}`;
