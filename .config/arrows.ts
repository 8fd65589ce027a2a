/** Runs dependency-cruiser over the rooms that exist: it refuses a folder that is not there. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const rooms = process.argv.slice(2).filter((room) => existsSync(room));
const cruiser = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs';
const { status } = spawnSync(process.execPath, [cruiser, '--config', '.config/dependency-cruiser.cjs', ...rooms], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
