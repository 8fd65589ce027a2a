import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type * as z from 'zod';
import { AslStateMachine } from '#constructs/workflows/asl-state-machine.ts';
import { StepLambda, stateOf } from '#constructs/workflows/step-lambda.ts';
import type { StepContract } from '#runtime/define-contract.ts';
import { contract as confirmReturn } from '#steps/rollback/confirm-return.contract.ts';
import { contract as recordRollback } from '#steps/rollback/record-rollback.contract.ts';
import { contract as retireSlot } from '#steps/rollback/retire-slot.contract.ts';
import { contract as returnTraffic } from '#steps/rollback/return-traffic.contract.ts';
import { contract as takeOver } from '#steps/rollback/take-over.contract.ts';
import { contract as verifyReturn } from '#steps/rollback/verify-return.contract.ts';
import {
  mayMoveTraffic,
  mayReadLedger,
  mayReadSlots,
  mayReadTraffic,
  mayScaleSlots,
  mayWriteLedger,
} from './permissions.ts';

/** A step that works under the lock, and reads nothing else from its environment. */
type LedgerStep = StepContract<z.ZodObject<{ LEDGER_TABLE: z.ZodString }>>;

export interface RollbackWorkflowProps {
  readonly environmentName: string;
  readonly ledger: dynamodb.ITable;
  readonly hook: sfn.IStateMachine;
}

export class RollbackWorkflow extends Construct {
  readonly machine: AslStateMachine;

  constructor(scope: Construct, id: string, props: RollbackWorkflowProps) {
    super(scope, id);
    const { environmentName, ledger, hook } = props;
    const step = (contract: LedgerStep) =>
      new StepLambda(this, stateOf(contract), {
        contract,
        environmentName,
        environment: { LEDGER_TABLE: ledger.tableName },
      });
    const steps = {
      takeOver: step(takeOver),
      traffic: step(returnTraffic),
      confirm: new StepLambda(this, 'ConfirmReturn', { contract: confirmReturn, environmentName, environment: {} }),
      verify: new StepLambda(this, 'VerifyReturn', { contract: verifyReturn, environmentName, environment: {} }),
      retire: step(retireSlot),
      record: step(recordRollback),
    };
    mayReadTraffic(environmentName, steps.takeOver, steps.traffic, steps.confirm, steps.verify, steps.retire);
    mayMoveTraffic(environmentName, steps.traffic);
    mayReadSlots(environmentName, steps.verify);
    mayScaleSlots(environmentName, steps.traffic, steps.retire);
    mayReadLedger(ledger, steps.traffic, steps.retire);
    mayWriteLedger(ledger, steps.takeOver, steps.record);
    this.machine = new AslStateMachine(this, 'Rollback', {
      machine: 'rollback',
      environmentName,
      steps: Object.values(steps),
      machines: { Hook: hook },
    });
  }
}
