import { App } from 'aws-cdk-lib';
import { loadConfig } from '#config/load-config.ts';
import { bundleFunctions, describeBundles } from '#constructs/function-bundles.ts';
import { addEnvironment } from '#stacks/environment-stacks.ts';

// The library checks every template against the schemas of AWS, which takes longer than all the rest: our tests do that.
const app = new App({ builtinCloudFormationValidation: false });
const config = await loadConfig(app.node.tryGetContext('config') as string | undefined);
console.error(describeBundles(bundleFunctions()));
const only = app.node.tryGetContext('environment') as string | undefined;
for (const environment of config.environments) {
  if (only === undefined || only === environment.name)
    addEnvironment(app, environment, process.env['CDK_DEFAULT_ACCOUNT']);
}
app.synth();
