import { Stack } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { Rest } from '#config/sluice-config.ts';
import { allow } from '#constructs/grants.ts';
import { cataloguePath, nameIn } from '#constructs/names.ts';
import { StepLambda, stateOf } from '#constructs/step-lambda.ts';
import type { Hour } from '#domain/night.ts';
import { contract as restServices } from '#watchers/rest-services.contract.ts';
import { mayReadCatalogue, mayReadTraffic, mayRunSlots, mayWriteLedger } from './permissions.ts';

export interface NightRestProps {
  readonly environmentName: string;
  readonly ledger: dynamodb.ITable;
  readonly rest: Rest;
}

/**
 * Lets the services of an environment sleep. Not an action of Application Auto Scaling: its bounds are those of a slot, and
 * nobody knows in a template which of the two slots is live.
 */
export class NightRest extends Construct {
  readonly watcher: StepLambda;

  constructor(scope: Construct, id: string, { environmentName, ledger, rest }: NightRestProps) {
    super(scope, id);
    const watcher = new StepLambda(this, stateOf(restServices), {
      contract: restServices,
      environmentName,
      environment: { LEDGER_TABLE: ledger.tableName, SERVICE_CATALOGUE: cataloguePath(environmentName) },
    });
    this.watcher = watcher;
    mayReadCatalogue(environmentName, watcher);
    mayWriteLedger(ledger, watcher);
    mayReadTraffic(environmentName, watcher);
    mayRunSlots(environmentName, watcher);
    const role = new iam.Role(this, 'ScheduleRole', {
      description: 'Starts what lets services sleep and wake',
      assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    allow(role, { actions: ['lambda:InvokeFunction'], on: watcher.function.functionArn });
    const daily = (hour: Hour, time: string) =>
      new scheduler.CfnSchedule(this, hour, {
        name: nameIn(environmentName, `services-${hour}`),
        scheduleExpression: cronAt(time),
        scheduleExpressionTimezone: rest.zone,
        flexibleTimeWindow: { mode: 'OFF' },
        target: {
          arn: watcher.function.functionArn,
          roleArn: role.roleArn,
          input: JSON.stringify({ hour }),
          retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 },
        },
      }).node.addDependency(role);
    daily('rest', rest.from);
    daily('wake', rest.until);
  }
}

/** `18:00` is `cron(0 18 * * ? *)`, every day. */
function cronAt(time: string): string {
  const [hours, minutes] = time.split(':').map(Number);
  return `cron(${minutes} ${hours} * * ? *)`;
}
