import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { faultsOf } from './faults.ts';
import { filesUnder } from './files.ts';

const root = resolve(import.meta.dirname, '../..');
const faults = filesUnder(root).flatMap((path) => faultsOf(path, readFileSync(join(root, path), 'utf8')));

for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
