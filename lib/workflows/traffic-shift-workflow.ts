import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { AslStateMachine } from '#constructs/workflows/asl-state-machine.ts';
import { StepLambda, type StepLambdaProps, stateOf } from '#constructs/workflows/step-lambda.ts';
import type { StepContract } from '#runtime/define-contract.ts';
import { contract as bake } from '#steps/traffic-shift/bake.contract.ts';
import { contract as confirmWeight } from '#steps/traffic-shift/confirm-weight.contract.ts';
import { contract as holdForDecision } from '#steps/traffic-shift/hold-for-decision.contract.ts';
import { contract as judgeCanary } from '#steps/traffic-shift/judge-canary.contract.ts';
import { contract as setWeight } from '#steps/traffic-shift/set-weight.contract.ts';
import {
  mayMoveTraffic,
  mayReadAlarms,
  mayReadLedger,
  mayReadMetrics,
  mayReadTraffic,
  mayWriteLedger,
} from './permissions.ts';

export interface TrafficShiftWorkflowProps {
  readonly environmentName: string;
  readonly ledger: dynamodb.ITable;
}

export class TrafficShiftWorkflow extends Construct {
  readonly machine: AslStateMachine;

  constructor(scope: Construct, id: string, props: TrafficShiftWorkflowProps) {
    super(scope, id);
    const { environmentName, ledger } = props;
    const step = <C extends StepContract>(contract: C, environment: StepLambdaProps<C>['environment']): StepLambda<C> =>
      new StepLambda(this, stateOf(contract), { contract, environmentName, environment });
    const withLedger = { LEDGER_TABLE: ledger.tableName };
    const steps = {
      set: step(setWeight, withLedger),
      confirm: step(confirmWeight, {}),
      bake: step(bake, withLedger),
      judge: step(judgeCanary, withLedger),
      hold: step(holdForDecision, withLedger),
    };
    mayReadTraffic(environmentName, steps.set, steps.confirm);
    mayMoveTraffic(environmentName, steps.set);
    mayReadLedger(ledger, steps.set);
    mayReadAlarms(steps.judge);
    mayReadMetrics(steps.judge);
    mayWriteLedger(ledger, steps.bake, steps.judge, steps.hold);
    this.machine = new AslStateMachine(this, 'TrafficShift', {
      machine: 'traffic-shift',
      environmentName,
      steps: Object.values(steps),
    });
  }
}
