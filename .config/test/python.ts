import { spawnSync } from 'node:child_process';

const candidates = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];
// Debian ships Python without ensurepip, and then a virtual environment has no pip.
const isGoodEnough = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))';

/** The Python that can host the local cloud, if this machine has one. */
export function localCloudPython(): string | undefined {
  return candidates.find((name) => spawnSync(name, ['-c', isGoodEnough]).status === 0);
}
