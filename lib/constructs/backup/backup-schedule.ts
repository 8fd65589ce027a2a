import { Duration } from 'aws-cdk-lib';
import * as backup from 'aws-cdk-lib/aws-backup';
import * as events from 'aws-cdk-lib/aws-events';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { nameIn } from '#constructs/names.ts';

/** When backups are made, in UTC, and for how many days they are kept. Of rules that meet, AWS Backup takes the longest. */
const rules = {
  hourly: { cron: 'cron(0 * * * ? *)', days: 1 },
  daily: { cron: 'cron(0 5 * * ? *)', days: 7 },
  weekly: { cron: 'cron(0 5 ? * SUN *)', days: 28 },
  // In a leap year twelve months have a day more.
  monthly: { cron: 'cron(0 5 1 * ? *)', days: 366 },
} as const;

export interface BackupScheduleProps {
  readonly environmentName: string;
  readonly vault: backup.IBackupVault;
  /** In the other region; nothing is copied where there is none. */
  readonly copiesTo?: backup.IBackupVault;
  /** What is backed up, by ARN. */
  readonly resources: readonly string[];
  readonly role: iam.IRole;
}

/** 24 hours, 7 days, 4 weeks and 12 months of backups, here and in the other region. */
export class BackupSchedule extends Construct {
  constructor(scope: Construct, id: string, props: BackupScheduleProps) {
    super(scope, id);
    const { environmentName, vault, copiesTo, resources, role } = props;
    const plan = new backup.BackupPlan(this, 'Plan', {
      backupPlanName: nameIn(environmentName),
      backupVault: vault,
      backupPlanRules: Object.entries(rules).map(([ruleName, { cron, days }]) => {
        const deleteAfter = Duration.days(days);
        return new backup.BackupPlanRule({
          ruleName,
          scheduleExpression: events.Schedule.expression(cron),
          // The shortest that there is: the next hour's begins when it ends.
          startWindow: Duration.hours(1),
          completionWindow: Duration.hours(2),
          deleteAfter,
          ...(copiesTo && { copyActions: [{ destinationBackupVault: copiesTo, deleteAfter }] }),
        });
      }),
    });
    plan.addSelection('Selection', {
      backupSelectionName: nameIn(environmentName),
      resources: resources.map((arn) => backup.BackupResource.fromArn(arn)),
      role,
      disableDefaultBackupPolicy: true,
    });
  }
}
