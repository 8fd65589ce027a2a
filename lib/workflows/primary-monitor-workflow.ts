import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { AslStateMachine } from '#constructs/workflows/asl-state-machine.ts';
import { nameIn } from '#constructs/names.ts';
import { StepLambda } from '#constructs/workflows/step-lambda.ts';
import { inputOf, TriggerRule } from '#constructs/workflows/trigger-rule.ts';
import type { FailoverPolicy } from '#domain/failover/policy.ts';
import type { PrimarySetting } from '#domain/failover/settings.ts';
import { contract as watchPrimary } from '#steps/primary-monitor/watch-primary.contract.ts';
import { triggers } from '#wire/triggers.ts';
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
    const { monitorEveryMinute, primaryAlarmed } = triggers;
    new TriggerRule(this, 'EveryMinute', {
      environmentName,
      trigger: monitorEveryMinute,
      place: undefined,
      target: new targets.SfnStateMachine(stateMachine, { input: inputOf(monitorEveryMinute.input) }),
    });
    new TriggerRule(this, 'PrimaryAlarmed', {
      environmentName,
      trigger: primaryAlarmed,
      place: { primaryRegion },
      eventBus: events.EventBus.fromEventBusName(this, 'Bus', nameIn(environmentName)),
      target: new targets.SfnStateMachine(stateMachine, {
        input: inputOf(primaryAlarmed.input),
        deadLetterQueue: undelivered,
      }),
    });
  }
}
