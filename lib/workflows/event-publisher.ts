import { Duration, Stack } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '#constructs/acknowledge.ts';
import { nameIn } from '#constructs/names.ts';
import { StepLambda, stateOf } from '#constructs/workflows/step-lambda.ts';
import { UndeliveredEvents } from '#constructs/workflows/undelivered-events.ts';
import { contract } from '#watchers/publish-events.contract.ts';
import { mayPage } from './failover-permissions.ts';

export interface EventPublisherProps {
  readonly environmentName: string;
  readonly ledger: dynamodb.ITable;
  readonly topic: sns.ITopic;
}

const ofServices = lambda.FilterCriteria.filter({
  dynamodb: { Keys: { pk: { S: lambda.FilterRule.beginsWith('service#') } } },
});

/**
 * Events leave from the ledger's stream, not from the machines: a bus that is away for an hour holds no deployment and no
 * rollback up, and nothing is told that does not stand there.
 */
export class EventPublisher extends Construct {
  constructor(scope: Construct, id: string, { environmentName, ledger, topic }: EventPublisherProps) {
    super(scope, id);
    const tell = new StepLambda(this, stateOf(contract), {
      contract,
      environmentName,
      environment: { EVENT_BUS: nameIn(environmentName) },
    });
    mayPage(environmentName, tell);
    const unpublished = new UndeliveredEvents(this, 'Unpublished', {
      environmentName,
      name: 'events-unpublished',
      queueName: 'unpublished-events',
      says: 'Events about deployments could not be published on the bus',
      topic,
    });
    tell.function.addEventSource(
      new sources.DynamoEventSource(ledger, {
        startingPosition: lambda.StartingPosition.TRIM_HORIZON,
        batchSize: 10,
        bisectBatchOnError: true,
        maxRecordAge: Duration.hours(12),
        retryAttempts: 100,
        onFailure: new sources.SqsDlq(unpublished.queue),
        // The watch over the primary writes every few seconds, and is not an event of a service.
        filters: [ofServices],
      }),
    );
    acknowledge(tell, 'IAM5[Resource::*]', 'streams are listed without naming one');
    this.#askPeople(environmentName, topic, unpublished.queue);
  }

  /** A canary that asks a person waits for eight hours, and people do not read the ledger in the meantime. */
  #askPeople(environmentName: string, topic: sns.ITopic, deadLetterQueue: sqs.IQueue): void {
    const fromPath = (path: string) => events.EventField.fromPath(path);
    const message = events.RuleTargetInput.fromText(
      `${fromPath('$.detail.service')} in ${environmentName} waits for a person: ${fromPath('$.detail.why')}. ` +
        `Start ${nameIn(environmentName, 'intervention')} with ${fromPath('$.detail.answer')}`,
    );
    new events.Rule(this, 'Held', {
      ruleName: nameIn(environmentName, 'held'),
      description: 'Tells people that a deployment waits for their word',
      eventBus: events.EventBus.fromEventBusName(this, 'Bus', nameIn(environmentName)),
      // What the other region tells, it has told people there.
      eventPattern: { source: ['sluice'], detailType: ['Sluice Deployment Held'], region: [Stack.of(this).region] },
      targets: [new targets.SnsTopic(topic, { message, deadLetterQueue })],
    });
  }
}
