import { Duration, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '#constructs/acknowledge.ts';
import { allow } from '#constructs/grants.ts';
import type { InsideNetwork } from '#constructs/hosted-function.ts';
import { cataloguePath, nameIn } from '#constructs/names.ts';
import { StepLambda, stateOf } from '#constructs/step-lambda.ts';
import { contract as probeHealth } from '#watchers/probe-health.contract.ts';
import { mayReadCatalogue, mayReadTargets } from './permissions.ts';

export interface HealthProberProps {
  readonly environmentName: string;
  readonly inside: InsideNetwork;
  /** Every 30 seconds instead of every minute. */
  readonly twiceAMinute: boolean;
}

/** Asks all tasks how they are. A schedule goes by the minute; what comes between two minutes waits in a queue for 30 s. */
export class HealthProber extends Construct {
  readonly probe: StepLambda;

  constructor(scope: Construct, id: string, { environmentName, inside, twiceAMinute }: HealthProberProps) {
    super(scope, id);
    const probe = new StepLambda(this, stateOf(probeHealth), {
      contract: probeHealth,
      environmentName,
      environment: { SERVICE_CATALOGUE: cataloguePath(environmentName) },
      network: inside,
    });
    this.probe = probe;
    mayReadCatalogue(environmentName, probe);
    mayReadTargets(probe);
    const role = new iam.Role(this, 'ScheduleRole', {
      description: 'Starts the probes of every minute',
      assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    allow(role, { actions: ['lambda:InvokeFunction'], on: probe.function.functionArn });
    const everyMinute = (name: string, arn: string) =>
      new scheduler.CfnSchedule(this, name, {
        name: nameIn(environmentName, `probe-${name.toLowerCase()}`),
        scheduleExpression: 'rate(1 minute)',
        flexibleTimeWindow: { mode: 'OFF' },
        // A probe that is late is no probe of its minute any more.
        target: { arn, roleArn: role.roleArn, retryPolicy: { maximumEventAgeInSeconds: 60, maximumRetryAttempts: 1 } },
      }).node.addDependency(role);
    everyMinute('At0Seconds', probe.function.functionArn);
    if (!twiceAMinute) return;
    const later = this.#later(environmentName);
    allow(role, { actions: ['sqs:SendMessage'], on: later.queueArn });
    probe.function.addEventSource(new SqsEventSource(later, { batchSize: 1 }));
    everyMinute('At30Seconds', later.queueArn);
  }

  #later(environmentName: string): sqs.Queue {
    const later = new sqs.Queue(this, 'Later', {
      queueName: nameIn(environmentName, 'probe-later'),
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      deliveryDelay: Duration.seconds(30),
      retentionPeriod: Duration.seconds(120),
      visibilityTimeout: Duration.seconds(6 * probeHealth.timeoutSeconds),
    });
    acknowledge(later, 'SQS3', 'A probe that could not begin is not worth keeping: the next one comes in 30 s');
    return later;
  }
}
