import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../repository.ts';

const runs = join(repository, '.rehearsal', 'runs');

/** A folder of this rehearsal alone, named after its process. Also removes folders of processes that have died. */
export function openRunDirectory(): string {
  for (const name of existsSync(runs) ? readdirSync(runs) : []) {
    if (!isRunning(Number(name))) rmSync(join(runs, name), { recursive: true, force: true });
  }
  const directory = join(runs, String(process.pid));
  mkdirSync(directory, { recursive: true });
  return directory;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
