import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { cataloguePath } from '#constructs/names.ts';
import { Schedules } from '#constructs/workflows/schedules.ts';
import { StepLambda, stateOf } from '#constructs/workflows/step-lambda.ts';
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
    new Schedules(this, 'Schedules', {
      environmentName,
      function: record.function,
      purpose: 'what records the stages of deployments',
    }).add('EveryMinute', { name: 'record-stages', expression: 'rate(1 minute)', seconds: 60, tries: 0 });
  }
}
