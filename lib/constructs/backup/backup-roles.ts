import { ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { vaultArn } from './backup-vault.ts';
import { allow, allowUnscoped, type Pattern } from '#constructs/workflows/grants.ts';
import { nameIn } from '#constructs/names.ts';
import { restoreSubnetsName } from './restore-test.ts';

export interface BackupRolesProps {
  readonly environmentName: string;
  readonly table: string;
  /** By ARN. */
  readonly clusters: readonly string[];
  readonly otherRegion?: string;
}

/**
 * What AWS Backup may do here. AWS has policies for it, which know thirty services and all resources of an account: these
 * are their sentences on tables and clusters, for this environment's.
 */
export class BackupRoles extends Construct {
  readonly backup: iam.Role;
  readonly restore: iam.Role;

  constructor(scope: Construct, id: string, props: BackupRolesProps) {
    super(scope, id);
    const assumedBy = new iam.ServicePrincipal('backup.amazonaws.com');
    this.backup = new iam.Role(this, 'Backup', { assumedBy, description: 'Makes backups and copies them' });
    this.restore = new iam.Role(this, 'Restore', { assumedBy, description: 'Restores backups to test them' });
    this.#mayBackUpTable(props);
    this.#mayFillVaults(props);
    this.#mayRestoreTable(props);
    if (props.clusters.length === 0) return;
    this.#mayBackUpClusters(props);
    this.#mayRestoreClusters(props);
  }

  #mayBackUpTable({ environmentName, table }: BackupRolesProps): void {
    allow(this.backup, {
      actions: [
        'dynamodb:CreateBackup',
        'dynamodb:DescribeTable',
        'dynamodb:ListTagsOfResource',
        'dynamodb:StartAwsBackupJob',
      ],
      on: table,
    });
    allow(this.backup, {
      actions: ['dynamodb:DeleteBackup', 'dynamodb:DescribeBackup'],
      on: this.#backupsOfLedger(environmentName),
    });
    allowUnscoped(this.backup, 'tag:GetResources');
  }

  #mayFillVaults({ environmentName, otherRegion }: BackupRolesProps): void {
    const stack = Stack.of(this);
    for (const region of [stack.region, ...(otherRegion === undefined ? [] : [otherRegion])]) {
      allow(this.backup, {
        actions: ['backup:CopyIntoBackupVault', 'backup:DescribeBackupVault'],
        on: vaultArn(stack, environmentName, region),
      });
      allow(this.backup, {
        actions: ['backup:CopyFromBackupVault', 'backup:TagResource'],
        on: this.#pattern('backup', 'recovery-point', '*', byBackup, region),
      });
      mayUseKeys(this.backup, this.#keysIn(region), ['kms:Decrypt', 'kms:GenerateDataKey'], region);
    }
  }

  #mayRestoreTable({ environmentName }: BackupRolesProps): void {
    const { region } = Stack.of(this);
    allow(this.restore, {
      actions: [
        'dynamodb:BatchWriteItem',
        'dynamodb:DeleteItem',
        'dynamodb:DescribeTable',
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:Query',
        'dynamodb:RestoreTableFromAwsBackup',
        'dynamodb:Scan',
        'dynamodb:UpdateItem',
      ],
      on: { arn: this.#table(`${tests}*`), because: ofTests },
    });
    allow(this.restore, {
      actions: ['dynamodb:RestoreTableFromBackup'],
      on: this.#backupsOfLedger(environmentName),
    });
    mayUseKeys(
      this.restore,
      this.#keysIn(region),
      ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
      region,
    );
  }

  #mayBackUpClusters({ clusters, otherRegion }: BackupRolesProps): void {
    const { region } = Stack.of(this);
    for (const arn of clusters)
      allow(this.backup, { actions: ['rds:CreateDBClusterSnapshot', 'rds:ListTagsForResource'], on: arn });
    this.#mayReadClusters(this.backup);
    for (const place of [region, ...(otherRegion === undefined ? [] : [otherRegion])]) {
      allow(this.backup, {
        actions: [
          'rds:AddTagsToResource',
          'rds:CopyDBClusterSnapshot',
          'rds:CreateDBClusterSnapshot',
          'rds:DeleteDBClusterSnapshot',
          'rds:DescribeDBClusterSnapshots',
          'rds:ListTagsForResource',
          'rds:ModifyDBClusterSnapshotAttribute',
        ],
        on: this.#pattern('rds', 'cluster-snapshot', 'awsbackup:*', byBackup, place),
      });
    }
  }

  #mayRestoreClusters({ environmentName }: BackupRolesProps): void {
    const restoring = 'rds:RestoreDBClusterFromSnapshot';
    this.#mayReadClusters(this.restore);
    allow(this.restore, {
      actions: [restoring, 'rds:AddTagsToResource', 'rds:DeleteDBCluster', 'rds:ListTagsForResource'],
      on: this.#pattern('rds', 'cluster', `${tests}*`, ofTests),
    });
    allow(this.restore, {
      actions: [restoring, 'rds:DescribeDBClusterSnapshots', 'rds:ListTagsForResource'],
      on: this.#pattern('rds', 'cluster-snapshot', 'awsbackup:*', byBackup),
    });
    allow(this.restore, {
      actions: [restoring],
      on: this.#arn('rds', 'subgrp', restoreSubnetsName(environmentName)),
    });
    for (const group of ['cluster-pg', 'og'])
      allow(this.restore, { actions: [restoring], on: this.#pattern('rds', group, '*', 'the cluster brings its own') });
  }

  #mayReadClusters(role: iam.Role): void {
    allow(role, {
      actions: ['rds:DescribeDBClusters', 'rds:DescribeDBClusterSnapshots'],
      on: this.#pattern('rds', 'cluster', '*', 'reads; clusters are looked for before they are named'),
    });
  }

  #backupsOfLedger = (environmentName: string): Pattern => ({
    arn: this.#table(`${nameIn(environmentName, 'ledger')}/backup/*`),
    because: byBackup,
  });

  #table = (resourceName: string): string =>
    Stack.of(this).formatArn({ service: 'dynamodb', resource: 'table', resourceName });

  #keysIn = (region: string): Pattern => ({
    arn: this.#arn('kms', 'key', '*', region, ArnFormat.SLASH_RESOURCE_NAME),
    because: 'a key of the other region has no name here, and databases bring their own',
  });

  #pattern = (service: string, resource: string, name: string, because: string, region?: string): Pattern => ({
    arn: this.#arn(service, resource, name, region),
    because,
  });

  #arn = (
    service: string,
    resource: string,
    resourceName: string,
    region = Stack.of(this).region,
    arnFormat = ArnFormat.COLON_RESOURCE_NAME,
  ): string => Stack.of(this).formatArn({ service, region, resource, resourceName, arnFormat });
}

/** As AWS Backup begins the names of what it restores to test. */
const tests = 'awsbackup-restore-test-';

const byBackup = 'AWS Backup names each backup when it is made';
const ofTests = 'AWS Backup names what it restores when it does';

/** Only through the services whose data is backed up, and on behalf of AWS. */
function mayUseKeys(role: iam.Role, on: Pattern, actions: readonly string[], region: string): void {
  const via = ['dynamodb', 'rds'].map((service) => `${service}.${region}.amazonaws.com`);
  allow(role, { actions: ['kms:DescribeKey'], on });
  allow(role, { actions: ['kms:CreateGrant'], on, when: { Bool: { 'kms:GrantIsForAWSResource': 'true' } } });
  allow(role, { actions, on, when: { StringEquals: { 'kms:ViaService': via } } });
}
