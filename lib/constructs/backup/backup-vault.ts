import { ArnFormat, Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import * as backup from 'aws-cdk-lib/aws-backup';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { nameIn } from '#constructs/names.ts';

export interface BackupVaultProps {
  readonly environmentName: string;
}

/** Where the backups of an environment lie in one region, with the copies of the other one. It stays when all else goes. */
export class BackupVault extends Construct {
  readonly vault: backup.BackupVault;

  constructor(scope: Construct, id: string, { environmentName }: BackupVaultProps) {
    super(scope, id);
    // Copies of the other region are encrypted with it, too: a reader of one vault cannot read the other.
    const encryptionKey = new kms.Key(this, 'Key', {
      description: `Encrypts the backups of ${nameIn(environmentName)}`,
      enableKeyRotation: true,
      rotationPeriod: Duration.days(90),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.vault = new backup.BackupVault(this, 'Vault', {
      backupVaultName: vaultName(environmentName),
      encryptionKey,
      // Backups end by their age. No person can delete one by hand, not even with an administrator's stolen key.
      blockRecoveryPointDeletion: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}

/** The same in both regions, so that each can name the other's. */
const vaultName = (environmentName: string): string => nameIn(environmentName);

export const vaultArn = (stack: Stack, environmentName: string, region: string): string =>
  stack.formatArn({
    service: 'backup',
    region,
    resource: 'backup-vault',
    resourceName: vaultName(environmentName),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
