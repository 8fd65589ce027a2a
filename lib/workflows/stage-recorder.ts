import { Stack } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { allow } from '#constructs/grants.ts';
import { cataloguePath, nameIn } from '#constructs/names.ts';
import { StepLambda, stateOf } from '#constructs/step-lambda.ts';
import { contract } from '#watchers/record-stages.contract.ts';
import { mayReadHistory } from './failover-permissions.ts';
import { mayReadCatalogue, mayReadExecutionHistory, mayWriteLedger } from './permissions.ts';

export interface StageRecorderProps {
  readonly environmentName: string;
  readonly ledger: dynamodb.ITable;
}

/** Stages are read from the executions, beside them: a ledger that is away for a while holds no deployment up. */
export class StageRecorder extends Construct {
  readonly record: StepLambda;

  constructor(scope: Construct, id: string, { environmentName, ledger }: StageRecorderProps) {
    super(scope, id);
    const environment = { LEDGER_TABLE: ledger.tableName, SERVICE_CATALOGUE: cataloguePath(environmentName) };
    const record = (this.record = new StepLambda(this, stateOf(contract), { contract, environmentName, environment }));
    mayReadCatalogue(environmentName, record);
    mayReadHistory(ledger, record);
    mayWriteLedger(ledger, record);
    mayReadExecutionHistory(environmentName, record);
    const role = new iam.Role(this, 'ScheduleRole', {
      description: 'Has the stages recorded every minute',
      assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    allow(role, { actions: ['lambda:InvokeFunction'], on: record.function.functionArn });
    new scheduler.CfnSchedule(this, 'EveryMinute', {
      name: nameIn(environmentName, 'record-stages'),
      scheduleExpression: 'rate(1 minute)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: record.function.functionArn,
        roleArn: role.roleArn,
        retryPolicy: { maximumEventAgeInSeconds: 60, maximumRetryAttempts: 0 },
      },
    }).node.addDependency(role);
  }
}
