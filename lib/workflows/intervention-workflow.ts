import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { AslStateMachine } from '#constructs/workflows/asl-state-machine.ts';
import { StepLambda, stateOf } from '#constructs/workflows/step-lambda.ts';
import { contract as answerWait } from '#steps/intervention/answer-wait.contract.ts';
import { mayAnswerWaits, mayWriteLedger } from './permissions.ts';

export interface InterventionWorkflowProps {
  readonly environmentName: string;
  readonly ledger: dynamodb.ITable;
}

/** How a person speaks to an execution that waits, from the console alone. */
export class InterventionWorkflow extends Construct {
  readonly machine: AslStateMachine;

  constructor(scope: Construct, id: string, { environmentName, ledger }: InterventionWorkflowProps) {
    super(scope, id);
    const answer = new StepLambda(this, stateOf(answerWait), {
      contract: answerWait,
      environmentName,
      environment: { LEDGER_TABLE: ledger.tableName },
    });
    mayAnswerWaits(answer);
    mayWriteLedger(ledger, answer);
    this.machine = new AslStateMachine(this, 'Intervention', {
      machine: 'intervention',
      environmentName,
      steps: [answer],
    });
  }
}
