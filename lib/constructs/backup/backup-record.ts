import { ArnFormat, Stack } from 'aws-cdk-lib';
import type * as backup from 'aws-cdk-lib/aws-backup';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { nameIn } from '#constructs/names.ts';
import { privateLogGroup } from '#constructs/workflows/private-log-group.ts';
import { everyMinute, runbookAlarm } from '#constructs/notifications/runbook-alarm.ts';
import { UndeliveredEvents } from '#constructs/workflows/undelivered-events.ts';

const badEnds = ['FAILED', 'ABORTED', 'EXPIRED', 'PARTIAL'];
const ends = ['COMPLETED', ...badEnds];

export interface BackupRecordProps {
  readonly environmentName: string;
  readonly vault: backup.IBackupVault;
  readonly restoreTest: backup.CfnRestoreTestingPlan;
  readonly topic: sns.ITopic;
}

/** How every backup, copy and restore test ended, and an alarm where one did not end well. */
export class BackupRecord extends Construct {
  constructor(scope: Construct, id: string, props: BackupRecordProps) {
    super(scope, id);
    const { environmentName, topic } = props;
    const log = privateLogGroup(this, 'Log', `/sluice/${environmentName}/backups`);
    const { queue } = new UndeliveredEvents(this, 'Unrecorded', {
      environmentName,
      name: 'backups-unrecorded',
      queueName: 'unrecorded-backups',
      says: 'What became of a backup or of a restore test could not be written down',
      topic,
    });
    this.#record(props, log, queue);
    // Backups and copies have a state, restores have a status.
    this.#ring(props, log, 'backup-failed', 'state', 'A backup, or its copy to the other region, was not completed');
    this.#ring(props, log, 'restore-test-failed', 'status', 'A backup could not be restored in the monthly test');
  }

  #record({ environmentName, vault, restoreTest }: BackupRecordProps, log: logs.LogGroup, queue: sqs.Queue): void {
    const testPlan = restoreTest.attrRestoreTestingPlanArn;
    const recorded = [
      ['backup', 'Backup Job State Change', { backupVaultName: [vault.backupVaultName], state: ends }],
      ['copy', 'Copy Job State Change', { sourceBackupVaultArn: [vault.backupVaultArn], state: ends }],
      ['restore-test', 'Restore Job State Change', { restoreTestingPlanArn: [testPlan], status: ends }],
    ] as const;
    for (const [what, detailType, detail] of recorded)
      new events.Rule(this, what, {
        ruleName: nameIn(environmentName, `${what}-ended`),
        description: `Writes down how each ${what} ended`,
        eventPattern: { source: ['aws.backup'], detailType: [detailType], detail },
        targets: [inLog(log, queue)],
      });
    mayWrite(log);
  }

  #ring(props: BackupRecordProps, logGroup: logs.LogGroup, name: string, field: string, says: string): void {
    const { environmentName, topic } = props;
    const filter = new logs.MetricFilter(this, `${name}-filter`, {
      logGroup,
      filterPattern: logs.FilterPattern.any(
        ...badEnds.map((end) => logs.FilterPattern.stringValue(`$.detail.${field}`, '=', end)),
      ),
      metricNamespace: 'Sluice',
      metricName: nameIn(environmentName, name),
    });
    const metric = filter.metric({ period: everyMinute, statistic: cloudwatch.Stats.SUM });
    runbookAlarm(this, name, { environmentName, name, says, metric, threshold: 1, topic });
  }
}

/** The library's own target would bring a function that may change every log's policy. */
function inLog(log: logs.LogGroup, queue: sqs.Queue): events.IRuleTarget {
  const { logGroupName: resourceName } = log;
  const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
  return {
    bind: ({ ruleRef: { ruleArn } }) => {
      queue.addToResourcePolicy(
        new iam.PolicyStatement({
          principals: [new iam.ServicePrincipal('events.amazonaws.com')],
          actions: ['sqs:SendMessage'],
          resources: [queue.queueArn],
          conditions: { ArnEquals: { 'aws:SourceArn': ruleArn } },
        }),
      );
      return {
        arn: Stack.of(log).formatArn({ service: 'logs', resource: 'log-group', resourceName, arnFormat }),
        deadLetterConfig: { arn: queue.queueArn },
      };
    },
  };
}

function mayWrite(log: logs.LogGroup): void {
  log.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'].map((name) => new iam.ServicePrincipal(name)),
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [log.logGroupArn],
    }),
  );
}
