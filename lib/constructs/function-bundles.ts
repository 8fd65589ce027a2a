import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync, type Metafile } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const outdir = join(root, '.build', 'functions');

/** Files that Lambda hosts: the steps of the machines, what rules start directly, and the stacks' custom resources. */
const entries = ['functions/steps/*/*.step.ts', 'functions/watchers/*.watcher.ts', 'functions/resources/*.resource.ts'];

export interface Bundle {
  readonly name: string;
  readonly kilobytes: number;
  /** Source files inside, relative to the repository. */
  readonly inputs: readonly string[];
}

/** Where the bundle of `functions/steps/deployment/build-image.step.ts` lies: a folder with an `index.js`. */
export const bundleOf = (name: string): string => join(outdir, name);

/** Bundles every function in one pass of esbuild, which takes a second for all where one pass each takes ten. */
export function bundleFunctions(): readonly Bundle[] {
  const sources = globSync(entries, { cwd: root }).sort();
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
  return bundlesIn(metafile);
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
