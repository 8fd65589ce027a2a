import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { nameIn } from '#constructs/names.ts';
import { StepLambda, stateOf } from '#constructs/workflows/step-lambda.ts';
import { TriggerRule } from '#constructs/workflows/trigger-rule.ts';
import { contract } from '#watchers/mirror-deployment.contract.ts';
import { triggers } from '#wire/triggers.ts';
import { mayWriteLedger } from './permissions.ts';

export interface DeploymentListenerProps {
  readonly environmentName: string;
  readonly ledger: dynamodb.ITable;
  readonly primaryRegion: string;
  /** Takes what could not be heard. */
  readonly undelivered: sqs.IQueue;
}

/** The standby is told what the primary deploys: it has no permission to ask there, and in an outage no answer. */
export class DeploymentListener extends Construct {
  readonly hear: StepLambda;

  constructor(scope: Construct, id: string, props: DeploymentListenerProps) {
    super(scope, id);
    const { environmentName, ledger, primaryRegion, undelivered } = props;
    this.hear = new StepLambda(this, stateOf(contract), {
      contract,
      environmentName,
      environment: { LEDGER_TABLE: ledger.tableName },
    });
    mayWriteLedger(ledger, this.hear);
    new TriggerRule(this, 'PrimaryDeploys', {
      environmentName,
      trigger: triggers.primaryDeploys,
      place: { primaryRegion },
      eventBus: events.EventBus.fromEventBusName(this, 'Bus', nameIn(environmentName)),
      target: new targets.LambdaFunction(this.hear.function, { deadLetterQueue: undelivered }),
    });
  }
}
