import { beforeAll, describe, expect, it } from 'vitest';
import { resolve } from '#config/resolve/resolve.ts';
import { addEnvironment } from '#stacks/environment-stacks.ts';
import { startsOf } from './support/cron.ts';
import { bundleOnce, emptyApp } from './support/example.ts';
import { permissionsIn } from './support/statements.ts';
import { type Found, type Json, resourcesIn, type StackTemplate, templatesOf } from './support/templates.ts';

const account = '123456789012';
const regions = { primary: 'us-east-1', standby: 'eu-west-1' };
const cluster = `arn:aws:rds:eu-west-1:${account}:cluster:orders-standby`;

/** Production with a database in both regions, and a staging without backups. */
const { environments } = resolve({
  services: {
    api: {
      image: { repository: 'api' },
      port: 3000,
      migration: { command: ['migrate'], destructive: true, databaseCluster: 'orders' },
    },
  },
  environments: {
    production: {
      account,
      regions,
      plainHttp: true,
      failover: {
        domain: 'api.example.com',
        hostedZone: 'Z0123456789ABCDEFGHIJ',
        database: { globalCluster: 'orders-global', cluster },
      },
    },
    staging: { account },
  },
});

let templates: readonly StackTemplate[];
let backups: readonly StackTemplate[];
beforeAll(() => {
  bundleOnce();
  const app = emptyApp();
  for (const environment of environments) addEnvironment(app, environment);
  templates = templatesOf(app);
  backups = templates.filter(({ stack }) => stack.includes('-backup-'));
}, 600_000);

const both = Object.values(regions);
const otherThan = (region: string): string => both.find((other) => other !== region)!;
const inRegion = (region: string, type: string): readonly Found[] =>
  resourcesIn(
    backups.filter(({ stack }) => stack.endsWith(region)),
    type,
  );
const only = (region: string, type: string): Found => {
  const found = inRegion(region, type);
  expect(found).toHaveLength(1);
  return found[0]!;
};
const rulesIn = (region: string): readonly Json[] =>
  only(region, 'AWS::Backup::BackupPlan').Properties['BackupPlan'].BackupPlanRule;

const day = 24 * 3600 * 1000;

/** When the backups that exist at a moment were made: of rules that start together, the longest retention counts. */
function keptAt(rules: readonly Json[], now: number): ReadonlySet<number> {
  const kept = rules.flatMap(({ ScheduleExpression, Lifecycle }) =>
    startsOf(ScheduleExpression as string, now - 400 * day, now).filter(
      (made) => made + Lifecycle.DeleteAfterDays * day > now,
    ),
  );
  return new Set(kept);
}

const promised = { hourly: 24, daily: 7, weekly: 4, monthly: 12 };

describe('the backups that exist at any time', () => {
  // The end of a leap year's February, of a year, of a month; a Sunday, and just before and after a backup.
  const moments = ['2028-03-01T04:59', '2029-01-31T05:01', '2026-12-31T23:30', '2027-05-30T05:30', '2027-06-01T04:30'];

  it.each(moments)('are 24 of the last hours, 7 of days, 4 of weeks and 12 of months: %s', (moment) => {
    const now = Date.parse(`${moment}Z`);
    const rules = rulesIn(regions.primary);
    const kept = keptAt(rules, now);
    expect(rules.map(({ RuleName }) => RuleName)).toEqual(Object.keys(promised));
    for (const [name, count] of Object.entries(promised)) {
      const rule = rules.find(({ RuleName }) => RuleName === name);
      const newest = startsOf(rule.ScheduleExpression, now - 400 * day, now).slice(-count);
      expect(newest, name).toHaveLength(count);
      expect(
        newest.filter((made) => !kept.has(made)),
        name,
      ).toEqual([]);
    }
  });

  it('are no older than an hour, and the hour in which a backup may begin', () => {
    const now = Date.parse('2027-01-01T13:59Z');
    expect(now - Math.max(...keptAt(rulesIn(regions.primary), now))).toBe(59 * 60_000);
    for (const { StartWindowMinutes } of rulesIn(regions.primary)) expect(StartWindowMinutes).toBe(60);
  });
});

describe('each region', () => {
  it.each(both)('copies every backup of %s to the vault that the other region has, for as long', (region) => {
    const there = only(otherThan(region), 'AWS::Backup::BackupVault').Properties['BackupVaultName'] as string;
    expect(rulesIn(region)).toHaveLength(4);
    for (const { CopyActions, Lifecycle } of rulesIn(region))
      expect(CopyActions).toEqual([
        {
          DestinationBackupVaultArn: `arn:aws:backup:${otherThan(region)}:${account}:backup-vault:${there}`,
          Lifecycle,
        },
      ]);
  });

  it.each(both)('encrypts its backups in %s with its own key, which stays as the vault does', (region) => {
    const { Properties: vault } = only(region, 'AWS::Backup::BackupVault');
    const key = only(region, 'AWS::KMS::Key');
    expect(vault['EncryptionKeyArn']).toEqual({ 'Fn::GetAtt': [key.id, 'Arn'] });
    const kept = backups.find(({ stack }) => stack.endsWith(region))!.resources as Record<string, Json>;
    for (const type of ['AWS::Backup::BackupVault', 'AWS::KMS::Key'])
      expect(Object.values(kept).find(({ Type }) => Type === type)).toMatchObject({
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
      });
  });

  it.each(both)('lets no principal delete a backup in %s before its time', (region) => {
    const { Statement } = only(region, 'AWS::Backup::BackupVault').Properties['AccessPolicy'];
    expect(Statement).toMatchObject([{ Effect: 'Deny', Principal: { AWS: '*' } }]);
    expect(Statement[0].Action).toContain('backup:DeleteRecoveryPoint');
  });

  it.each([
    [regions.primary, `arn:aws:rds:us-east-1:${account}:cluster:orders`],
    [regions.standby, cluster],
  ])('backs up its ledger and its database in %s, and tests both', (region, database) => {
    const [ledger, ...others] = only(region, 'AWS::Backup::BackupSelection').Properties['BackupSelection'].Resources;
    expect(others).toEqual([database]);
    expect(exportedArn(ledger)).toMatch(/^Ledger/);
    const tested = inRegion(region, 'AWS::Backup::RestoreTestingSelection').map(({ Properties }) => [
      Properties['ProtectedResourceType'],
      Properties['ProtectedResourceArns'],
    ]);
    expect(tested).toEqual([
      ['DynamoDB', [ledger]],
      ['Aurora', [database]],
    ]);
  });

  /** The table of that region whose ARN is imported. */
  function exportedArn(imported: { readonly 'Fn::ImportValue': string }): string {
    const [stackName, output] = imported['Fn::ImportValue'].split(':') as [string, string];
    const table = resourcesIn(templates, 'AWS::DynamoDB::Table').find(({ id }) => output.includes(id));
    expect(stackName).toBe('sluice-production-stateful');
    return table?.id ?? `no table is exported as ${output}`;
  }

  it('tests the newest backup once a month, in an existing network', () => {
    for (const region of both) {
      const { Properties: plan } = only(region, 'AWS::Backup::RestoreTestingPlan');
      const year = [Date.parse('2027-01-01T00:00Z'), Date.parse('2028-01-01T00:00Z') - 1] as const;
      const starts = startsOf(plan['ScheduleExpression'] as string, ...year);
      expect(starts.map((start) => new Date(start).getUTCMonth())).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
      expect(plan['RecoveryPointSelection']).toMatchObject({
        Algorithm: 'LATEST_WITHIN_WINDOW',
        RecoveryPointTypes: ['SNAPSHOT'],
      });
      const subnets = only(region, 'AWS::RDS::DBSubnetGroup');
      const databases = inRegion(region, 'AWS::Backup::RestoreTestingSelection')[1]!;
      expect(databases.Properties['RestoreMetadataOverrides']).toEqual({ dbSubnetGroupName: { Ref: subnets.id } });
    }
  });
});

describe('how it ended', () => {
  it('is logged for backups, copies and restore tests of this environment, and kept where it cannot be delivered', () => {
    const rules = inRegion(regions.primary, 'AWS::Events::Rule').map(({ Properties }) => Properties);
    const log = only(regions.primary, 'AWS::Logs::LogGroup');
    const queue = only(regions.primary, 'AWS::SQS::Queue');
    expect(rules.map(({ EventPattern }) => EventPattern['detail-type'][0])).toEqual([
      'Backup Job State Change',
      'Copy Job State Change',
      'Restore Job State Change',
    ]);
    for (const { EventPattern, Targets } of rules) {
      const { state, status, ...whose } = EventPattern.detail;
      expect(state ?? status).toEqual(['COMPLETED', 'FAILED', 'ABORTED', 'EXPIRED', 'PARTIAL']);
      expect(Object.keys(whose)).toHaveLength(1);
      expect(JSON.stringify(Targets[0].Arn)).toContain(`"Ref":"${log.id}"`);
      expect(Targets[0].DeadLetterConfig).toEqual({ Arn: { 'Fn::GetAtt': [queue.id, 'Arn'] } });
    }
  });

  // A restore job has a status where the other jobs have a state, as AWS documents its events.
  it.each([
    ['backup-failed', '$.detail.state'],
    ['restore-test-failed', '$.detail.status'],
  ])('raises %s for every end but a good one', (name, field) => {
    const alarm = inRegion(regions.primary, 'AWS::CloudWatch::Alarm').find(
      ({ Properties }) => Properties['AlarmName'] === `sluice-production-${name}`,
    )!;
    const filter = inRegion(regions.primary, 'AWS::Logs::MetricFilter').find(
      ({ Properties }) => Properties['MetricTransformations'][0].MetricName === alarm.Properties['MetricName'],
    )!;
    const pattern = filter.Properties['FilterPattern'] as string;
    for (const end of ['FAILED', 'ABORTED', 'EXPIRED', 'PARTIAL']) expect(pattern).toContain(`${field} = "${end}"`);
    expect(pattern).not.toContain('COMPLETED');
  });

  it('raises an alarm when nothing is backed up at all', () => {
    const silent = inRegion(regions.primary, 'AWS::CloudWatch::Alarm').find(
      ({ Properties }) => Properties['AlarmName'] === 'sluice-production-backups-silent',
    )!;
    expect(silent.Properties).toMatchObject({
      Namespace: 'AWS/Backup',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      TreatMissingData: 'breaching',
      Period: 3 * 3600,
    });
  });
});

describe('the role that restores', () => {
  it('changes tables and clusters of tests only, none that serves', () => {
    const changes = permissionsIn(backups)
      .filter(({ role }) => role.startsWith('RolesRestore'))
      .filter(({ actions }) =>
        actions.some((action) => /:(Put|Update|Delete|BatchWrite|RestoreTableFromAws)/.test(action)),
      );
    expect(changes).toHaveLength(4);
    for (const { resources } of changes)
      for (const resource of resources) expect(resource).toMatch(/:(table\/|cluster:)awsbackup-restore-test-\*/);
  });
});

describe('an environment that does not ask for backups', () => {
  it('has none', () => {
    expect(backups.map(({ environment }) => environment)).toEqual(['production', 'production']);
  });
});
