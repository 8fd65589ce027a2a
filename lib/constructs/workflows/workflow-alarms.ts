import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { AslStateMachine } from './asl-state-machine.ts';
import { everyMinute, runbookAlarm } from '#constructs/notifications/runbook-alarm.ts';

/** Every way in which an execution can end badly, or not begin, and the metric that counts it. */
const waysToFail = {
  failed: { metric: 'ExecutionsFailed', says: 'ended with an error' },
  'timed-out': { metric: 'ExecutionsTimedOut', says: 'took longer than it may' },
  aborted: { metric: 'ExecutionsAborted', says: 'was stopped from outside' },
  throttled: { metric: 'ExecutionThrottled', says: 'was slowed down by a limit of the account' },
} as const;

export interface WorkflowAlarmsProps {
  readonly environmentName: string;
  readonly machine: AslStateMachine;
  readonly topic: sns.ITopic;
}

/** One alarm for each way in which a machine can fail. */
export class WorkflowAlarms extends Construct {
  constructor(scope: Construct, id: string, { environmentName, machine, topic }: WorkflowAlarmsProps) {
    super(scope, id);
    for (const [way, { metric, says }] of Object.entries(waysToFail)) {
      runbookAlarm(this, way, {
        environmentName,
        name: `${machine.machine}-${way}`,
        says: `An execution of the machine ${machine.machine} ${says}`,
        metric: new cloudwatch.Metric({
          namespace: 'AWS/States',
          metricName: metric,
          dimensionsMap: { StateMachineArn: machine.stateMachine.stateMachineArn },
          statistic: cloudwatch.Stats.SUM,
          period: everyMinute,
        }),
        threshold: 1,
        topic,
      });
    }
  }
}
