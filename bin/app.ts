import { App } from 'aws-cdk-lib';
import { loadConfig } from '#config/load-config.ts';
import { bundleFunctions, describeBundles } from '#constructs/function-bundles.ts';
import { addEnvironment } from '#stacks/environment-stacks.ts';

const app = new App();
const config = await loadConfig(app.node.tryGetContext('config') as string | undefined);
console.error(describeBundles(bundleFunctions()));
const only = app.node.tryGetContext('environment') as string | undefined;
for (const environment of config.environments) {
  if (only === undefined || only === environment.name) addEnvironment(app, environment);
}
app.synth();
