/** `npm run document` writes statemachines/*.asl.json from their source; `--check` reports the files that differ. */
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { committed, drifted, emitted } from './definitions.ts';

const fresh = await emitted();

if (!process.argv.includes('--check')) {
  for (const [file, text] of fresh) writeFileSync(file, text);
} else {
  for (const file of drifted(fresh, committed())) {
    console.error(`statemachines/${basename(file)} is not what its source makes. Write it: npm run document`);
    process.exitCode = 1;
  }
}
