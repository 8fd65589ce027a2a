import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { expect, test } from 'vitest';
import { ANY_ROLE, attribute, deploy, inputsOf, recordingMachine, ref } from './stack.ts';
import { eventually, localCloud } from './support.ts';

const cloud = localCloud();

const put = (source: string) =>
  new EventBridgeClient(cloud.settings()).send(
    new PutEventsCommand({ Entries: [{ Source: source, DetailType: 'Said', Detail: '{"word":"hello"}' }] }),
  );

test('an event crosses to a bus in another region and keeps its own', async () => {
  const there = await deploy(cloud.settings('eu-west-1'), 'there', {
    Resources: {
      Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'standby' } },
      Machine: recordingMachine(),
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          EventBusName: ref('Bus'),
          EventPattern: { source: ['crossing'] },
          Targets: [{ Id: '1', Arn: attribute('Machine', 'Arn'), RoleArn: ANY_ROLE }],
        },
      },
    },
    Outputs: { Bus: { Value: attribute('Bus', 'Arn') }, Machine: { Value: ref('Machine') } },
  });
  await deploy(cloud.settings(), 'here', {
    Resources: {
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          EventPattern: { source: ['crossing'] },
          Targets: [{ Id: '1', Arn: there.outputs['Bus'], RoleArn: ANY_ROLE }],
        },
      },
    },
  });
  await put('crossing');
  const [event] = await eventually(
    () => inputsOf(cloud.settings('eu-west-1'), there.outputs['Machine']),
    (found) => found.length > 0,
  );
  expect(event).toMatchObject({ region: 'us-east-1', detail: { word: 'hello' } });
});

test('an event for a machine that does not exist goes to the rule’s dead-letter queue', async () => {
  const stack = await deploy(cloud.settings(), 'letters', {
    Resources: {
      Queue: { Type: 'AWS::SQS::Queue' },
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          EventPattern: { source: ['lost'] },
          Targets: [
            {
              Id: '1',
              Arn: 'arn:aws:states:us-east-1:123456789012:stateMachine:nowhere',
              RoleArn: ANY_ROLE,
              DeadLetterConfig: { Arn: attribute('Queue', 'Arn') },
            },
          ],
        },
      },
    },
    Outputs: { Queue: { Value: ref('Queue') } },
  });
  await put('lost');
  const waiting = () => messages(stack.outputs['Queue'] ?? '');
  expect(JSON.parse((await eventually(waiting, (found) => found.length > 0))[0] ?? '{}')).toMatchObject({
    source: 'lost',
  });
});

/** The bodies of a queue's messages, received without another client. */
async function messages(queue: string): Promise<string[]> {
  const { endpoint, credentials, region } = cloud.settings();
  const credential = `${credentials.accessKeyId}/20260101/${region}/sqs/aws4_request`;
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'AmazonSQS.ReceiveMessage',
      authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=none`,
    },
    body: JSON.stringify({ QueueUrl: queue, VisibilityTimeout: 0 }),
  });
  const answer = (await response.json()) as { Messages?: { Body: string }[] };
  return (answer.Messages ?? []).map((message) => message.Body);
}
