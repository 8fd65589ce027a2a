import { existsSync, globSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { Failover, WorkerSpecification } from '#config/sluice-config.ts';
import { loadConfig } from '#config/load-config.ts';
import { bundleFunctions, bundleOf } from '#constructs/workflows/function-bundles.ts';
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

/** Templates name the bundles and never read them, so those of an earlier run serve as well. */
export function bundleOnce(): void {
  const bundles = globSync('functions/{steps/*/*.step,watchers/*.watcher}.ts', { cwd: root }).map((file) =>
    bundleOf(file.replace(/^functions\/(steps\/)?/, '').replace(/\.(step|watcher)\.ts$/, '')),
  );
  if (![...bundles, bundleOf('resources/service-slots')].every((bundle) => existsSync(bundle))) bundleFunctions();
}

/** Users bring their own name, so the example has none; the stacks are tested with one. */
const failover: Failover = {
  domain: 'api.example.com',
  hostedZone: 'Z0123456789ABCDEFGHIJ',
  policy: {
    automatic: true,
    quorum: 2,
    badRounds: 2,
    cooldownMinutes: 30,
    allowedLossSeconds: 30,
    maintenance: [{ day: 'Sun', from: '02:00', until: '04:00' }],
  },
  database: {
    kind: 'aurora-global',
    globalCluster: 'shop',
    cluster: 'arn:aws:rds:eu-west-1:123456789012:cluster:shop-standby',
  },
};

/** As a worker with every default; the users' example has none. */
const worker: WorkerSpecification = {
  name: 'generation',
  image: { repository: 'generation' },
  cpu: 2048,
  memoryMiB: 4096,
  tasks: { min: 3, max: 20 },
  spot: 0,
  messagesPerTask: 100,
  limitSeconds: 1800,
  bakeSeconds: 900,
  container: { user: '1000:1000', architecture: 'X86_64', writable: {} },
  permissions: { policies: [], statements: [] },
  environment: {},
  secrets: {},
};

/** The stacks of `sluice.config.ts`: every environment, in all of its regions. */
export async function exampleApp(): Promise<App> {
  bundleOnce();
  const app = emptyApp();
  const { environments } = await loadConfig(join(root, 'sluice.config.ts'));
  for (const environment of environments)
    addEnvironment(
      app,
      environment.regions.standby === undefined ? environment : { ...environment, failover, workers: [worker] },
    );
  return app;
}
