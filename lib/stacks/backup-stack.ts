import { ArnFormat, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import * as backup from 'aws-cdk-lib/aws-backup';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { BackupRecord } from '#constructs/backup/backup-record.ts';
import { BackupRoles } from '#constructs/backup/backup-roles.ts';
import { BackupSchedule } from '#constructs/backup/backup-schedule.ts';
import { BackupVault, vaultArn } from '#constructs/backup/backup-vault.ts';
import { RestoreTest } from '#constructs/backup/restore-test.ts';
import { runbookAlarm } from '#constructs/notifications/runbook-alarm.ts';

export interface BackupStackProps extends StackProps {
  readonly environmentName: string;
  readonly ledger: dynamodb.ITable;
  /** The database clusters of this region, by name. */
  readonly clusters: readonly string[];
  /** The region that gets a copy of each backup. */
  readonly otherRegion?: string;
  /** Where databases are restored to be tested. */
  readonly vpc: ec2.IVpc;
  readonly topic: sns.ITopic;
}

/** Backs up what this region knows and no deployment can make again, and proves each month that it can be restored. */
export class BackupStack extends Stack {
  constructor(scope: Construct, id: string, props: BackupStackProps) {
    super(scope, id, props);
    const { environmentName, ledger, otherRegion, vpc, topic } = props;
    const clusters = props.clusters.map((resourceName) =>
      this.formatArn({ service: 'rds', resource: 'cluster', resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME }),
    );
    const table = ledger.tableArn;
    const { vault } = new BackupVault(this, 'Vault', { environmentName });
    const roles = new BackupRoles(this, 'Roles', {
      environmentName,
      table,
      clusters,
      ...(otherRegion !== undefined && { otherRegion }),
    });
    new BackupSchedule(this, 'Schedule', {
      environmentName,
      vault,
      ...(otherRegion !== undefined && {
        copiesTo: backup.BackupVault.fromBackupVaultArn(this, 'Copies', vaultArn(this, environmentName, otherRegion)),
      }),
      resources: [table, ...clusters],
      role: roles.backup,
    });
    const { plan } = new RestoreTest(this, 'RestoreTest', {
      environmentName,
      vault,
      table,
      clusters,
      vpc,
      role: roles.restore,
    });
    new BackupRecord(this, 'Record', { environmentName, vault, restoreTest: plan, topic });
    runbookAlarm(this, 'Silent', {
      environmentName,
      name: 'backups-silent',
      says: 'No backup was completed for three hours',
      // A backup may begin at any time of its hour, so that two of them may be two hours apart.
      metric: new cloudwatch.Metric({
        namespace: 'AWS/Backup',
        metricName: 'NumberOfBackupJobsCompleted',
        dimensionsMap: { BackupVaultName: vault.backupVaultName },
        statistic: cloudwatch.Stats.SUM,
        period: Duration.hours(3),
      }),
      threshold: 1,
      operator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
      silenceRings: true,
      topic,
    });
  }
}
