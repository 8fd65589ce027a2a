import { Duration, Stack } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { cataloguePath, clusterIn, nameIn } from '#constructs/names.ts';
import { StepLambda, stateOf } from '#constructs/workflows/step-lambda.ts';
import { contract as interruptBake } from '#watchers/interrupt-bake.contract.ts';
import { contract as lookAtBakes } from '#watchers/look-at-bakes.contract.ts';
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
    new events.Rule(this, 'LookAtBakesRule', {
      ruleName: nameIn(environmentName, 'look-at-bakes'),
      description: 'Judges every version that bakes, each minute',
      schedule: events.Schedule.rate(Duration.minutes(1)),
      // The next minute looks again.
      targets: [new targets.LambdaFunction(lookAt.function, { maxEventAge: Duration.minutes(1), retryAttempts: 0 })],
    });
    const target = new targets.LambdaFunction(interrupt.function, {
      // What has not arrived in that time is seen by the look of the next minute.
      maxEventAge: Duration.minutes(2),
      retryAttempts: 3,
    });
    new events.Rule(this, 'AlarmRang', {
      ruleName: nameIn(environmentName, 'alarm-rang'),
      description: 'An alarm of this environment began to ring: end the bake that it is about',
      eventPattern: {
        source: ['aws.cloudwatch'],
        detailType: ['CloudWatch Alarm State Change'],
        detail: { alarmName: [{ prefix: nameIn(environmentName, '') }], state: { value: ['ALARM'] } },
      },
      targets: [target],
    });
    new events.Rule(this, 'TaskStopped', {
      ruleName: nameIn(environmentName, 'task-stopped'),
      description:
        'A task of this environment stopped: end the bake if its slot cannot carry its share any more, or keeps losing tasks',
      eventPattern: {
        source: ['aws.ecs'],
        detailType: ['ECS Task State Change'],
        detail: {
          clusterArn: [{ suffix: `cluster/${clusterIn(Stack.of(this), environmentName)}` }],
          lastStatus: ['STOPPED'],
        },
      },
      targets: [target],
    });
  }
}
