import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync, type Metafile } from 'esbuild';
import { KeptBundles } from './kept-bundles.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const outdir = join(root, '.build', 'functions');

/** Files that Lambda hosts: the steps of the machines, what rules start directly, and the stacks' custom resources. */
const entries = ['functions/steps/*/*.step.ts', 'functions/watchers/*.watcher.ts', 'functions/resources/*.resource.ts'];

/** What decides beside the sources: how they are bundled, and which packages are installed. */
const settings = [
  'lib/constructs/workflows/function-bundles.ts',
  'package.json',
  'tsconfig.json',
  'node_modules/.package-lock.json',
].filter((file) => existsSync(join(root, file)));

export interface Bundle {
  readonly name: string;
  readonly kilobytes: number;
  /** Source files inside, relative to the repository. */
  readonly inputs: readonly string[];
}

const kept = new KeptBundles<readonly Bundle[]>(root, `${outdir}.json`);

/** Where the bundle of `functions/steps/deployment/build-image.step.ts` lies: a folder with an `index.js`. */
export const bundleOf = (name: string): string => join(outdir, name);

/**
 * Bundles every function in one pass of esbuild. That is ten seconds of a processor's work, so what was made of the same
 * files is not made again.
 */
export function bundleFunctions(): readonly Bundle[] {
  const sources = globSync(entries, { cwd: root }).sort();
  return kept.recall(sources) ?? bundle(sources);
}

function bundle(sources: readonly string[]): readonly Bundle[] {
  const startedAt = Date.now();
  const { metafile, outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: sources.map((source) => ({ in: source, out: `${nameOf(source)}/index` })),
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    minify: true,
    // Clients of the SDK ship a CommonJS and a module build: only the second can be tree-shaken.
    mainFields: ['module', 'main'],
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  for (const { path, contents } of outputFiles) writeIfChanged(path, contents);
  const result = bundlesIn(metafile);
  const read = [...settings, ...Object.keys(metafile.inputs)];
  kept.keep({ startedAt, entries: sources, read, written: Object.keys(metafile.outputs), result });
  return result;
}

/** Another synth may be reading the same files at this moment: what is right already is not touched. */
function writeIfChanged(path: string, contents: Uint8Array): void {
  if (existsSync(path) && readFileSync(path).equals(contents)) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, contents);
}

const nameOf = (source: string): string =>
  relative('functions', source)
    .replace(/^steps\//, '')
    .replace(/\.(step|watcher|resource)\.ts$/, '');

function bundlesIn(metafile: Metafile): readonly Bundle[] {
  return Object.entries(metafile.outputs).map(([path, output]) => ({
    name: relative(relative(root, outdir), path).replace(/\/index\.js$/, ''),
    kilobytes: Math.ceil(output.bytes / 1000),
    inputs: Object.keys(output.inputs),
  }));
}

/** `17 functions bundled: median 402 kB, largest 655 kB (deployment/admit-deployment)`. */
export function describeBundles(bundles: readonly Bundle[]): string {
  const bySize = bundles.toSorted((a, b) => a.kilobytes - b.kilobytes);
  const median = bySize[Math.floor(bySize.length / 2)];
  const largest = bySize.at(-1);
  return `${bundles.length} functions bundled: median ${median?.kilobytes} kB, largest ${largest?.kilobytes} kB (${largest?.name})`;
}
