import { Duration, Stack } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { cataloguePath, clusterIn } from '#constructs/names.ts';
import { StepLambda, stateOf } from '#constructs/workflows/step-lambda.ts';
import { TriggerRule } from '#constructs/workflows/trigger-rule.ts';
import { contract as interruptBake } from '#watchers/interrupt-bake.contract.ts';
import { contract as lookAtBakes } from '#watchers/look-at-bakes.contract.ts';
import { triggers } from '#wire/triggers.ts';
import {
  mayAnswerWaits,
  mayReadAlarms,
  mayReadCatalogue,
  mayReadLedger,
  mayReadMetrics,
  mayReadTraffic,
  maySeeStoppedTasks,
  mayWriteLedger,
} from './permissions.ts';

export interface BakeWatchersProps {
  readonly environmentName: string;
  readonly ledger: dynamodb.ITable;
}

/** Functions that rules start directly: what they see while a version bakes must not wait for a machine to begin. */
export class BakeWatchers extends Construct {
  /** Started by what happens. */
  readonly interrupt: StepLambda;
  /** Started every minute. */
  readonly lookAt: StepLambda;

  constructor(scope: Construct, id: string, { environmentName, ledger }: BakeWatchersProps) {
    super(scope, id);
    const environment = { LEDGER_TABLE: ledger.tableName, SERVICE_CATALOGUE: cataloguePath(environmentName) };
    const watcher = (contract: typeof interruptBake | typeof lookAtBakes) =>
      new StepLambda(this, stateOf(contract), { contract, environmentName, environment });
    const interrupt = (this.interrupt = watcher(interruptBake));
    const lookAt = (this.lookAt = watcher(lookAtBakes));
    mayReadCatalogue(environmentName, interrupt, lookAt);
    mayReadLedger(ledger, interrupt);
    mayWriteLedger(ledger, lookAt);
    mayReadTraffic(environmentName, interrupt, lookAt);
    mayReadAlarms(interrupt, lookAt);
    mayReadMetrics(lookAt);
    maySeeStoppedTasks(environmentName, interrupt);
    mayAnswerWaits(interrupt, lookAt);
    new TriggerRule(this, 'LookAtBakesRule', {
      environmentName,
      trigger: triggers.lookAtBakes,
      place: undefined,
      // The next minute looks again.
      target: new targets.LambdaFunction(lookAt.function, { maxEventAge: Duration.minutes(1), retryAttempts: 0 }),
    });
    const target = new targets.LambdaFunction(interrupt.function, {
      // What has not arrived in that time is seen by the look of the next minute.
      maxEventAge: Duration.minutes(2),
      retryAttempts: 3,
    });
    new TriggerRule(this, 'AlarmRang', {
      environmentName,
      trigger: triggers.alarmFired,
      place: { environment: environmentName },
      target,
    });
    const cluster = clusterIn(Stack.of(this), environmentName);
    new TriggerRule(this, 'TaskStopped', {
      environmentName,
      trigger: triggers.taskStopped,
      place: { cluster },
      target,
    });
  }
}
