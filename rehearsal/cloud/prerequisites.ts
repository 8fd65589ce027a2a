import { spawnSync } from 'node:child_process';

const OLDEST = [3, 10] as const;
const CANDIDATES = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python', 'py'];

const REMEDY = [
  'The rehearsal runs a local cloud in Python, and found no Python 3.10 or newer.',
  '  macOS:          brew install python@3.13',
  '  Debian, Ubuntu: sudo apt-get install python3 python3-venv',
  '  Windows:        winget install Python.Python.3.13',
  'Or point it at a cloud that runs already, such as LocalStack: AWS_ENDPOINT_URL=http://localhost:4566 npm run rehearse',
].join('\n');

/** The first Python on the PATH that the local cloud can run on. Throws with the remedy when there is none. */
export function findPython(candidates: readonly string[] = CANDIDATES): string {
  const found = candidates.find(isRecentEnough);
  if (!found) throw new Error(REMEDY);
  return found;
}

/** What is missing for a local cloud, with the remedy; undefined where it can run. */
export function whyNoLocalCloud(): string | undefined {
  try {
    findPython();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function isRecentEnough(command: string): boolean {
  const asked = spawnSync(command, ['-c', 'import sys, venv, ensurepip; print(*sys.version_info[:2])'], {
    encoding: 'utf8',
  });
  if (asked.status !== 0) return false;
  const [major = 0, minor = 0] = asked.stdout.trim().split(' ').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}
