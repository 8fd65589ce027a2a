import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { AslStateMachine } from '#constructs/asl-state-machine.ts';
import { StepLambda } from '#constructs/step-lambda.ts';
import { contract as recordRollback } from '#steps/rollback/record-rollback.contract.ts';
import { contract as retireSlot } from '#steps/rollback/retire-slot.contract.ts';
import { contract as returnTraffic } from '#steps/rollback/return-traffic.contract.ts';
import { mayMoveTraffic, mayReadTraffic, mayRunSlots } from './permissions.ts';

export interface RollbackWorkflowProps {
  readonly environmentName: string;
  readonly ledger: dynamodb.ITable;
}

export class RollbackWorkflow extends Construct {
  readonly machine: AslStateMachine;

  constructor(scope: Construct, id: string, props: RollbackWorkflowProps) {
    super(scope, id);
    const { environmentName, ledger } = props;
    const steps = {
      traffic: new StepLambda(this, 'ReturnTraffic', { contract: returnTraffic, environmentName, environment: {} }),
      retire: new StepLambda(this, 'RetireSlot', { contract: retireSlot, environmentName, environment: {} }),
      record: new StepLambda(this, 'RecordRollback', {
        contract: recordRollback,
        environmentName,
        environment: { LEDGER_TABLE: ledger.tableName },
      }),
    };
    mayReadTraffic(steps.traffic, steps.retire);
    mayMoveTraffic(environmentName, steps.traffic);
    mayRunSlots(environmentName, steps.retire);
    ledger.grantReadWriteData(steps.record.function);
    this.machine = new AslStateMachine(this, 'Rollback', {
      machine: 'rollback',
      environmentName,
      steps: Object.values(steps),
    });
  }
}
