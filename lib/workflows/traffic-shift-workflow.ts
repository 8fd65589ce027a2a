import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { AslStateMachine } from '#constructs/asl-state-machine.ts';
import { StepLambda } from '#constructs/step-lambda.ts';
import { contract as confirmWeight } from '#steps/traffic-shift/confirm-weight.contract.ts';
import { contract as setWeight } from '#steps/traffic-shift/set-weight.contract.ts';
import { mayMoveTraffic, mayReadLedger, mayReadTraffic } from './permissions.ts';

export interface TrafficShiftWorkflowProps {
  readonly environmentName: string;
  readonly ledger: dynamodb.ITable;
}

export class TrafficShiftWorkflow extends Construct {
  readonly machine: AslStateMachine;

  constructor(scope: Construct, id: string, props: TrafficShiftWorkflowProps) {
    super(scope, id);
    const { environmentName, ledger } = props;
    const steps = {
      set: new StepLambda(this, 'SetWeight', {
        contract: setWeight,
        environmentName,
        environment: { LEDGER_TABLE: ledger.tableName },
      }),
      confirm: new StepLambda(this, 'ConfirmWeight', { contract: confirmWeight, environmentName, environment: {} }),
    };
    mayReadTraffic(steps.set, steps.confirm);
    mayMoveTraffic(environmentName, steps.set);
    mayReadLedger(ledger, steps.set);
    this.machine = new AslStateMachine(this, 'TrafficShift', {
      machine: 'traffic-shift',
      environmentName,
      steps: Object.values(steps),
    });
  }
}
