import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { AslStateMachine } from '#constructs/workflows/asl-state-machine.ts';
import { cataloguePath } from '#constructs/names.ts';
import { StepLambda } from '#constructs/workflows/step-lambda.ts';
import { TriggerRule } from '#constructs/workflows/trigger-rule.ts';
import { contract as dispatchNext } from '#steps/guardian/dispatch-next.contract.ts';
import { contract as findAbandoned } from '#steps/guardian/find-abandoned.contract.ts';
import { type guardedMachines, triggers } from '#wire/triggers.ts';
import {
  mayAnswerDeployments,
  mayReadCatalogue,
  mayReadExecutions,
  mayReadLedger,
  mayWriteLedger,
} from './permissions.ts';

type GuardedMachine = (typeof guardedMachines)[number];

export interface GuardianWorkflowProps {
  readonly environmentName: string;
  readonly ledger: dynamodb.ITable;
  readonly rollback: sfn.IStateMachine;
  /** The machines at whose ends it looks. */
  readonly watched: Readonly<Record<GuardedMachine, sfn.IStateMachine>>;
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
    const machineArn = (machine: string) => watched[machine as GuardedMachine].stateMachineArn;
    new TriggerRule(this, 'Ended', { environmentName, trigger: triggers.ended, place: { machineArn }, target });
    new TriggerRule(this, 'EveryMinute', {
      environmentName,
      trigger: triggers.guardianEveryMinute,
      place: undefined,
      target,
    });
  }
}
