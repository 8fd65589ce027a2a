import { existsSync, globSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import { loadConfig } from '#config/load-config.ts';
import { bundleFunctions, bundleOf } from '#constructs/function-bundles.ts';
import { addEnvironment } from '#stacks/environment-stacks.ts';

export const root = resolve(import.meta.dirname, '../../..');

/** An app with the switches that users synthesize with. */
export function emptyApp(): App {
  const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as { context: Record<string, unknown> };
  return new App({
    context,
    outdir: mkdtempSync(join(tmpdir(), 'sluice-synth-')),
    builtinCloudFormationValidation: false,
  });
}

/** Templates name the bundles and look at nothing inside: those of an earlier run are as good. */
export function bundleOnce(): void {
  const bundles = globSync('functions/{steps/*/*.step,watchers/*.watcher}.ts', { cwd: root }).map((file) =>
    bundleOf(file.replace(/^functions\/(steps\/)?/, '').replace(/\.(step|watcher)\.ts$/, '')),
  );
  if (![...bundles, bundleOf('resources/service-slots')].every((bundle) => existsSync(bundle))) bundleFunctions();
}

/** The stacks of `sluice.config.ts`: every environment, or one of them, in all of its regions. */
export async function exampleApp(only?: string): Promise<App> {
  bundleOnce();
  const app = emptyApp();
  const { environments } = await loadConfig(join(root, 'sluice.config.ts'));
  for (const environment of environments)
    if (only === undefined || only === environment.name) addEnvironment(app, environment);
  return app;
}
