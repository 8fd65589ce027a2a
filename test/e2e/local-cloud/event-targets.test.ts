import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { DescribeExecutionCommand, ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { expect, test } from 'vitest';
import { attribute, deploy, ref, stateMachine } from './stack.ts';
import { eventually, localCloud } from './support.ts';

const cloud = localCloud();
const role = 'arn:aws:iam::123456789012:role/any';
const machine = stateMachine({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } });

async function inputs(region: string, stateMachineArn: string) {
  const client = new SFNClient(cloud.settings(region));
  const listed = await client.send(new ListExecutionsCommand({ stateMachineArn }));
  const described = (listed.executions ?? []).map((e) =>
    client.send(new DescribeExecutionCommand({ executionArn: e.executionArn })),
  );
  return (await Promise.all(described)).map((execution) => JSON.parse(execution.input ?? '{}'));
}

const put = (source: string) =>
  new EventBridgeClient(cloud.settings()).send(
    new PutEventsCommand({ Entries: [{ Source: source, DetailType: 'Said', Detail: '{"word":"hello"}' }] }),
  );

test('an event crosses to a bus in another region and keeps its own', async () => {
  const there = await deploy(cloud.settings('eu-west-1'), 'there', {
    Resources: {
      Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'standby' } },
      Machine: machine,
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          EventBusName: ref('Bus'),
          EventPattern: { source: ['crossing'] },
          Targets: [{ Id: '1', Arn: attribute('Machine', 'Arn'), RoleArn: role }],
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
          Targets: [{ Id: '1', Arn: there.outputs['Bus'], RoleArn: role }],
        },
      },
    },
  });
  await put('crossing');
  const [event] = await eventually(
    () => inputs('eu-west-1', there.outputs['Machine'] ?? ''),
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
              RoleArn: role,
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

/** The bodies of a queue's messages, asked for without a client of its own. */
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
