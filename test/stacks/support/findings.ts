import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type App, CloudFormationValidatePlugin, type IPolicyValidationPlugin, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';

interface Report {
  readonly pluginReports: readonly {
    readonly violations: readonly {
      readonly ruleName: string;
      readonly violatingConstructs: readonly { readonly constructPath: string }[];
    }[];
  }[];
}

/** The findings of cdk-nag's AwsSolutions pack in an app, as `rule at place`, without acknowledged ones. */
export const findingsOf = (app: App): readonly string[] => reported(app, new AwsSolutionsChecks(app));

/** The findings of the schemas by which CloudFormation would refuse a template. */
export const schemaFindingsOf = (app: App): readonly string[] => reported(app, new CloudFormationValidatePlugin());

function reported(app: App, plugin: IPolicyValidationPlugin): readonly string[] {
  Validations.of(app).addPlugins(plugin);
  const file = join(app.outdir, 'validation-report.json');
  try {
    app.synth();
  } catch (error) {
    // Findings end the synthesis; anything else is a fault of the app.
    if (!existsSync(file)) throw error;
  }
  const { pluginReports } = JSON.parse(readFileSync(file, 'utf8')) as Report;
  rmSync(app.outdir, { recursive: true });
  return pluginReports.flatMap(({ violations }) =>
    violations.flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
    ),
  );
}
