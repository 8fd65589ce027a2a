import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '#constructs/acknowledge.ts';
import { allow } from '#constructs/workflows/grants.ts';
import type { InsideNetwork } from '#constructs/workflows/hosted-function.ts';
import { cataloguePath, nameIn } from '#constructs/names.ts';
import { Schedules } from '#constructs/workflows/schedules.ts';
import { StepLambda, stateOf } from '#constructs/workflows/step-lambda.ts';
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
    const schedules = new Schedules(this, 'Schedules', {
      environmentName,
      function: probe.function,
      purpose: 'the probes of every minute',
    });
    // A probe that is late is no probe of its minute any more.
    const everyMinute = { expression: 'rate(1 minute)', seconds: 60, tries: 1 };
    schedules.add('At0Seconds', { name: 'probe-at0seconds', ...everyMinute });
    if (!twiceAMinute) return;
    const later = this.#later(environmentName);
    allow(schedules.role, { actions: ['sqs:SendMessage'], on: later.queueArn });
    probe.function.addEventSource(new SqsEventSource(later, { batchSize: 1 }));
    schedules.add('At30Seconds', { name: 'probe-at30seconds', arn: later.queueArn, ...everyMinute });
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
