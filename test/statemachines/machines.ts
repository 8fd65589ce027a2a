import { globSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { StepContract } from '#runtime/define-contract.ts';
import type { Definition } from './definition.ts';

/** What a step promises, as far as a definition can keep or break it. */
export type Promised = Pick<StepContract, 'name' | 'machine' | 'purpose' | 'errors' | 'timeoutSeconds'>;

export interface Machine {
  readonly name: string;
  readonly definition: Definition;
  /** By file: `judge-canary.contract.ts`. */
  readonly contracts: Readonly<Record<string, Promised>>;
  /** All files beside the contracts: `judge-canary.step.ts`. */
  readonly steps: readonly string[];
}

const root = resolve(import.meta.dirname, '../..');
export const statemachines = join(root, 'statemachines');

export const machineNames = (): string[] =>
  globSync('*.asl.json', { cwd: statemachines })
    .map((file) => basename(file, '.asl.json'))
    .sort();

export async function loadMachine(name: string): Promise<Machine> {
  const folder = join(root, 'functions/steps', name);
  const files = globSync('*.ts', { cwd: folder }).sort();
  const isContract = (file: string) => file.endsWith('.contract.ts');
  const contracts = files.filter(isContract).map(async (file) => {
    const module = (await import(pathToFileURL(join(folder, file)).href)) as { contract: StepContract };
    return [file, module.contract] as const;
  });
  return {
    name,
    definition: JSON.parse(readFileSync(join(statemachines, `${name}.asl.json`), 'utf8')) as Definition,
    contracts: Object.fromEntries(await Promise.all(contracts)),
    steps: files.filter((file) => !isContract(file)),
  };
}
