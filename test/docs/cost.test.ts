import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { resolve } from '#config/resolve/resolve.ts';
import { addEnvironment } from '#stacks/environment-stacks.ts';
import { bundleOnce, emptyApp, root } from '../stacks/support/example.ts';
import { type Found, type Json, resourcesIn, templatesOf } from '../stacks/support/templates.ts';

const environments = ['development', 'production'] as const;
type EnvironmentName = (typeof environments)[number];

const faq = readFileSync(join(root, 'docs/faq.md'), 'utf8');

/** The amounts of a row of the table, by the words that it begins with. */
function amountsOf(row: string): Readonly<Record<EnvironmentName, number>> {
  const cells =
    faq
      .split('\n')
      .find((line) => line.startsWith(`| ${row}`))
      ?.split('|') ?? [];
  const [, , development = '', production = ''] = cells.map((cell) => cell.replaceAll(/[^\d.]/g, ''));
  return { development: Number(development), production: Number(production) };
}

describe('the running cost of an idle environment', () => {
  let found: readonly Found[];
  beforeAll(() => {
    bundleOnce();
    const app = emptyApp();
    const services = { api: { image: { repository: 'api' }, port: 3000 } };
    const config = resolve({ services, environments: { development: {}, production: { plainHttp: true } } });
    for (const environment of config.environments) addEnvironment(app, environment);
    found = resourcesIn(templatesOf(app));
  }, 120_000);

  const ofType = (type: string, environment: EnvironmentName) =>
    found.filter((one) => one.Type === type && one.environment === environment);

  it('has the alarm metrics that the stacks have, at 0.10 USD each', () => {
    const counted = environments.map((environment) =>
      ofType('AWS::CloudWatch::Alarm', environment)
        .map(
          ({ Properties }) =>
            (Properties['Metrics'] as Json[] | undefined)?.filter((one) => one.MetricStat).length ?? 1,
        )
        .reduce((sum, metrics) => sum + metrics, 0),
    );
    const [development = 0, production = 0] = counted;
    expect(faq).toContain(`CloudWatch alarms: ${development} and ${production} alarm metrics`);
    expect(amountsOf('CloudWatch alarms')).toEqual({ development: development / 10, production: production / 10 });
  });

  it('has the firewall at 5 USD and its rules at 1 USD each', () => {
    for (const environment of environments) {
      const [acl] = ofType('AWS::WAFv2::WebACL', environment);
      expect(amountsOf('Web firewall')[environment]).toBe(5 + (acl!.Properties['Rules'] as Json[]).length);
    }
  });

  it('has the keys at 1 USD each', () => {
    for (const environment of environments)
      expect(amountsOf('Customer managed keys')[environment]).toBe(ofType('AWS::KMS::Key', environment).length);
  });

  it('has the four transitions of the guardian in each minute of 730 hours', () => {
    const usd = Number(((730 * 60 * 4 * 0.025) / 1000).toFixed(2));
    expect(amountsOf('Step Functions')).toEqual({ development: usd, production: usd });
  });

  it('is the sum of its rows, and the front page repeats it', () => {
    const rows = ['Web', 'CloudWatch alarms', 'Step', 'Customer', 'CloudWatch metrics', 'Lambda', 'X-Ray', 'Logs'];
    for (const environment of environments) {
      const sum = rows.reduce((total, row) => total + amountsOf(row)[environment], 0);
      expect(amountsOf('**Sum**')[environment]).toBe(Math.round(sum));
    }
    const { development, production } = amountsOf('**Sum**');
    const front = readFileSync(join(root, 'README.md'), 'utf8');
    expect(front).toContain(`about ${development} USD a month for an idle development environment`);
    expect(front).toContain(`about ${production} USD for production`);
  });
});
