import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import { Duration } from 'aws-cdk-lib';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { AslStateMachine } from '#constructs/workflows/asl-state-machine.ts';
import { cataloguePath, nameIn } from '#constructs/names.ts';
import { StepLambda } from '#constructs/workflows/step-lambda.ts';
import { contract as dispatchNext } from '#steps/guardian/dispatch-next.contract.ts';
import { contract as findAbandoned } from '#steps/guardian/find-abandoned.contract.ts';
import {
  mayAnswerDeployments,
  mayReadCatalogue,
  mayReadExecutions,
  mayReadLedger,
  mayWriteLedger,
} from './permissions.ts';

export interface GuardianWorkflowProps {
  readonly environmentName: string;
  readonly ledger: dynamodb.ITable;
  readonly rollback: sfn.IStateMachine;
  /** The machines at whose ends it looks. */
  readonly watched: readonly sfn.IStateMachine[];
}

export class GuardianWorkflow extends Construct {
  readonly machine: AslStateMachine;

  constructor(scope: Construct, id: string, props: GuardianWorkflowProps) {
    super(scope, id);
    const { environmentName, ledger, rollback, watched } = props;
    const find = new StepLambda(this, 'FindAbandoned', {
      contract: findAbandoned,
      environmentName,
      environment: { LEDGER_TABLE: ledger.tableName, SERVICE_CATALOGUE: cataloguePath(environmentName) },
    });
    const next = new StepLambda(this, 'DispatchNext', {
      contract: dispatchNext,
      environmentName,
      environment: { LEDGER_TABLE: ledger.tableName, SERVICE_CATALOGUE: cataloguePath(environmentName) },
    });
    mayReadCatalogue(environmentName, find, next);
    mayReadExecutions(environmentName, find, next);
    mayReadLedger(ledger, find);
    mayWriteLedger(ledger, next);
    mayAnswerDeployments(environmentName, next);
    this.machine = new AslStateMachine(this, 'Guardian', {
      machine: 'guardian',
      environmentName,
      steps: [find, next],
      machines: { Rollback: rollback },
    });
    const target = new targets.SfnStateMachine(this.machine.stateMachine, { retryAttempts: 10 });
    new events.Rule(this, 'Ended', {
      ruleName: nameIn(environmentName, 'ended'),
      description:
        'A deployment, shift or rollback ended: somebody may have to be rolled back, or be next in the queue',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          status: ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'],
          stateMachineArn: watched.map(({ stateMachineArn }) => stateMachineArn),
        },
      },
      targets: [target],
    });
    new events.Rule(this, 'EveryMinute', {
      ruleName: nameIn(environmentName, 'guardian-every-minute'),
      description: 'An event may be lost: look every minute too',
      schedule: events.Schedule.rate(Duration.minutes(1)),
      targets: [target],
    });
  }
}
