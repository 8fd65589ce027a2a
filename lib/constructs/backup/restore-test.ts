import * as backup from 'aws-cdk-lib/aws-backup';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { nameIn } from '#constructs/names.ts';

export interface RestoreTestProps {
  readonly environmentName: string;
  readonly vault: backup.IBackupVault;
  readonly table: string;
  readonly clusters: readonly string[];
  readonly vpc: ec2.IVpc;
  readonly role: iam.IRole;
}

/** Restores the newest backups each month, beside what runs, and removes what came of it after an hour. */
export class RestoreTest extends Construct {
  readonly plan: backup.CfnRestoreTestingPlan;

  constructor(scope: Construct, id: string, props: RestoreTestProps) {
    super(scope, id);
    const { environmentName, vault, table, clusters, vpc, role } = props;
    this.plan = new backup.CfnRestoreTestingPlan(this, 'Plan', {
      restoreTestingPlanName: `${underscored(environmentName)}_monthly`,
      scheduleExpression: 'cron(0 8 1 * ? *)',
      startWindowHours: 4,
      recoveryPointSelection: {
        algorithm: 'LATEST_WITHIN_WINDOW',
        includeVaults: [vault.backupVaultArn],
        recoveryPointTypes: ['SNAPSHOT'],
        // An older one would prove nothing about the backup that a restore would use.
        selectionWindowDays: 1,
      },
    });
    const select = (name: string, type: string, arns: readonly string[], overrides?: Record<string, string>) =>
      new backup.CfnRestoreTestingSelection(this, name, {
        restoreTestingPlanName: this.plan.ref,
        restoreTestingSelectionName: `${underscored(environmentName)}_${name}`,
        protectedResourceType: type,
        protectedResourceArns: [...arns],
        iamRoleArn: role.roleArn,
        validationWindowHours: 1,
        ...(overrides && { restoreMetadataOverrides: overrides }),
      }).node.addDependency(role);
    select('ledger', 'DynamoDB', [table]);
    if (clusters.length === 0) return;
    // Without one AWS Backup restores into the account's default network, which may be gone.
    const { subnetGroupName } = new rds.SubnetGroup(this, 'Subnets', {
      subnetGroupName: restoreSubnetsName(environmentName),
      description: 'Where restored databases come up',
      vpc,
      vpcSubnets: { subnets: vpc.privateSubnets },
    });
    select('databases', 'Aurora', clusters, { dbSubnetGroupName: subnetGroupName });
  }
}

export const restoreSubnetsName = (environmentName: string): string => nameIn(environmentName, 'restores');

/** AWS Backup takes no hyphens here; environments have no underscores, so that two stay two. */
const underscored = (environmentName: string): string => nameIn(environmentName).replaceAll('-', '_');
