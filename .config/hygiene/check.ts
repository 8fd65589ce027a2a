import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { faultsOf } from './faults.ts';
import { filesUnder } from './files.ts';
import { crowdedFolders } from './folders.ts';

const root = resolve(import.meta.dirname, '../..');
const files = filesUnder(root);
const faults = [
  ...crowdedFolders(files),
  ...files.flatMap((path) => faultsOf(path, readFileSync(join(root, path), 'utf8'))),
];

for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
