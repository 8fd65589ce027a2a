import { App } from 'aws-cdk-lib';
import { ConfigurationRejected } from '#config/rules/fault.ts';
import { loadConfig } from '#config/load-config.ts';
import type { Environment } from '#config/sluice-config.ts';
import { bundleFunctions, describeBundles } from '#constructs/workflows/function-bundles.ts';
import { addEnvironment } from '#stacks/environment-stacks.ts';

// The library checks every template against the schemas of AWS, which takes longer than all the rest: our tests do that.
const app = new App({ builtinCloudFormationValidation: false });
try {
  const { environments } = await loadConfig(app.node.tryGetContext('config') as string | undefined);
  const chosen = choose(environments, app.node.tryGetContext('environment') as string | undefined);
  console.error(describeBundles(bundleFunctions()));
  for (const environment of chosen) addEnvironment(app, environment, process.env['CDK_DEFAULT_ACCOUNT']);
  app.synth();
} catch (error) {
  // A stack trace would hide what is wrong with the users' file.
  if (!(error instanceof ConfigurationRejected)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function choose(environments: readonly Environment[], name: string | undefined): readonly Environment[] {
  if (name === undefined) return environments;
  const found = environments.filter((environment) => environment.name === name);
  if (found.length > 0) return found;
  const allowed = environments.map((environment) => environment.name).join(', ');
  throw new ConfigurationRejected([
    { place: 'environment', value: name, problem: 'there is no such environment', allowed },
  ]);
}
