/**
 * `npm run check`: everything that can be known without running the product, side by side.
 * `npm run check -- eslint tsc` runs only those.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';

interface Check {
  readonly name: string;
  /** Arguments for node, from the root of the repository. */
  readonly run: readonly string[];
}

interface Result {
  readonly name: string;
  readonly passed: boolean;
  readonly seconds: number;
  readonly output: string;
}

const root = resolve(import.meta.dirname, '..');
const rooms = [
  'bin',
  'lib',
  'functions',
  'statemachines',
  'rehearsal',
  'test',
  '.config',
  'docs/.vitepress',
  'sluice.config.ts',
];

/**
 * A second run looks again only at what changed. The linter's rules about types may then miss what a change does to a
 * file that did not change, so a build server looks at everything.
 */
const cache = 'node_modules/.cache/check';
const linterCache =
  process.env['CI'] === 'true' ? [] : ['--cache', '--cache-strategy', 'content', '--cache-location', `${cache}/eslint`];

/** The slowest first, so that the short ones fill the gaps. */
const checks: readonly Check[] = [
  {
    name: 'eslint',
    run: [
      // Rules about types keep the types of every file, some 4 GB of them: Node's own limit.
      '--max-old-space-size=8192',
      'node_modules/eslint/bin/eslint.js',
      '--config',
      '.config/eslint.config.js',
      '--max-warnings',
      '0',
      ...linterCache,
      '.',
    ],
  },
  {
    name: 'tsc',
    run: [
      'node_modules/typescript/bin/tsc',
      '-p',
      'tsconfig.json',
      '--incremental',
      '--tsBuildInfoFile',
      `${cache}/tsc.json`,
    ],
  },
  {
    name: 'prettier',
    run: ['node_modules/prettier/bin/prettier.cjs', '--config', '.config/prettier.json', '--check', '.'],
  },
  { name: 'arrows', run: ['.config/arrows.ts', ...rooms] },
  { name: 'definitions', run: ['test/statemachines/emit/write.ts', '--check'] },
  { name: 'readme', run: ['test/statemachines/readme/write.ts', '--check'] },
  // It refuses dead links, and what only looks like HTML.
  { name: 'site', run: ['node_modules/vitepress/bin/vitepress.js', 'build', 'docs'] },
  { name: 'reference', run: ['test/docs/reference/write.ts', '--check'] },
  { name: 'hygiene', run: ['.config/hygiene/check.ts'] },
];

function execute({ name, run }: Check): Promise<Result> {
  const started = performance.now();
  return new Promise((done) => {
    const child = spawn(process.execPath, run, { cwd: root, env: { ...process.env, NO_COLOR: '1' } });
    let output = '';
    const keep = (chunk: Buffer) => (output += chunk.toString());
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('close', (code) =>
      done({ name, passed: code === 0, seconds: (performance.now() - started) / 1000, output: output.trim() }),
    );
  });
}

function report({ name, passed, seconds, output }: Result): void {
  console.log(`${passed ? '✔' : '✘'} ${name.padEnd(10)} ${seconds.toFixed(1).padStart(5)} s`);
  if (!passed) console.log(`\n${output}\n`);
}

async function runAll(chosen: readonly Check[]): Promise<boolean> {
  const waiting = [...chosen];
  let clean = true;
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const result = await execute(next);
      report(result);
      clean &&= result.passed;
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker));
  return clean;
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !checks.some((check) => check.name === name));
if (unknown.length > 0) {
  console.error(`There is no check ${unknown.join(', ')}; there are ${checks.map(({ name }) => name).join(', ')}.`);
  process.exitCode = 2;
} else {
  const chosen = wanted.length > 0 ? checks.filter(({ name }) => wanted.includes(name)) : checks;
  process.exitCode = (await runAll(chosen)) ? 0 : 1;
}
