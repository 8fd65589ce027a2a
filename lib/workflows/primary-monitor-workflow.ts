import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import { Duration } from 'aws-cdk-lib';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { AslStateMachine } from '#constructs/workflows/asl-state-machine.ts';
import { nameIn } from '#constructs/names.ts';
import { StepLambda } from '#constructs/workflows/step-lambda.ts';
import type { FailoverPolicy } from '#domain/failover/policy.ts';
import type { PrimarySetting } from '#domain/failover/settings.ts';
import { contract as watchPrimary } from '#steps/primary-monitor/watch-primary.contract.ts';
import { mayPage } from './failover-permissions.ts';
import { mayReadExecutions, mayWriteLedger } from './permissions.ts';

export interface PrimaryMonitorWorkflowProps {
  readonly environmentName: string;
  readonly ledger: dynamodb.ITable;
  readonly policy: FailoverPolicy;
  readonly primary: PrimarySetting;
  readonly primaryRegion: string;
  readonly failover: sfn.IStateMachine;
  /** Takes the alarms that could not be heard. */
  readonly undelivered: sqs.IQueue;
}

/** Looks at the primary several times a minute, and at once when one of its alarms is heard. */
export class PrimaryMonitorWorkflow extends Construct {
  constructor(scope: Construct, id: string, props: PrimaryMonitorWorkflowProps) {
    super(scope, id);
    const { environmentName, ledger, policy, primary, primaryRegion, failover, undelivered } = props;
    const watch = new StepLambda(this, 'WatchPrimary', {
      contract: watchPrimary,
      environmentName,
      environment: {
        LEDGER_TABLE: ledger.tableName,
        FAILOVER_POLICY: JSON.stringify(policy),
        PRIMARY: JSON.stringify(primary),
        EVENT_BUS: nameIn(environmentName),
      },
    });
    mayWriteLedger(ledger, watch);
    mayReadExecutions(environmentName, watch);
    mayPage(environmentName, watch);
    const { stateMachine } = new AslStateMachine(this, 'PrimaryMonitor', {
      machine: 'primary-monitor',
      environmentName,
      steps: [watch],
      machines: { Failover: failover },
      express: true,
    });
    new events.Rule(this, 'EveryMinute', {
      ruleName: nameIn(environmentName, 'primary-monitor-every-minute'),
      description: 'Looks at the primary region for a minute',
      schedule: events.Schedule.rate(Duration.minutes(1)),
      targets: [new targets.SfnStateMachine(stateMachine, { input: events.RuleTargetInput.fromObject({}) })],
    });
    const alarm = {
      name: events.EventField.fromPath('$.detail.alarmName'),
      state: events.EventField.fromPath('$.detail.state.value'),
      at: events.EventField.time,
    };
    new events.Rule(this, 'PrimaryAlarmed', {
      eventBus: events.EventBus.fromEventBusName(this, 'Bus', nameIn(environmentName)),
      ruleName: nameIn(environmentName, 'primary-alarmed'),
      description: 'An alarm of the primary region changed: remember it, and look',
      eventPattern: {
        source: ['aws.cloudwatch'],
        detailType: ['CloudWatch Alarm State Change'],
        region: [primaryRegion],
      },
      targets: [
        new targets.SfnStateMachine(stateMachine, {
          input: events.RuleTargetInput.fromObject({ alarm }),
          deadLetterQueue: undelivered,
        }),
      ],
    });
  }
}
