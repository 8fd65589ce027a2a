import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';

interface Settings {
  readonly endpoint: string;
  readonly region: string;
  /** The key is the account's number. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export interface AwsEvent {
  readonly 'detail-type': string;
  readonly detail: Readonly<Record<string, unknown>>;
}

interface Message {
  readonly Body: string;
}

/** Keeps the events that this source puts on an event bus from now on, until they are read. */
export async function recordEvents(
  settings: Settings,
  source: string,
  EventBusName = 'default',
): Promise<() => Promise<AwsEvent[]>> {
  const { QueueUrl } = await ask<{ QueueUrl: string }>(settings, 'CreateQueue', { QueueName: 'recorded-events' });
  // Left by an earlier caller.
  await ask(settings, 'PurgeQueue', { QueueUrl });
  const events = new EventBridgeClient(settings);
  const EventPattern = JSON.stringify({ source: [source] });
  await events.send(new PutRuleCommand({ Name: 'record', EventBusName, EventPattern }));
  const queue = `arn:aws:sqs:${settings.region}:${settings.credentials.accessKeyId}:recorded-events`;
  await events.send(new PutTargetsCommand({ Rule: 'record', EventBusName, Targets: [{ Id: 'queue', Arn: queue }] }));
  return () => receiveAll(settings, QueueUrl);
}

/** A message that was received stays hidden for longer than this takes. */
async function receiveAll(settings: Settings, QueueUrl: string): Promise<AwsEvent[]> {
  const events: AwsEvent[] = [];
  for (;;) {
    const batch = { QueueUrl, MaxNumberOfMessages: 10 };
    const { Messages = [] } = await ask<{ Messages?: Message[] }>(settings, 'ReceiveMessage', batch);
    if (Messages.length === 0) return events;
    events.push(...Messages.map(({ Body }) => JSON.parse(Body) as AwsEvent));
  }
}

/** The local cloud's queues speak plain JSON: one client library less. */
async function ask<T>(settings: Settings, action: string, body: object): Promise<T> {
  const { accessKeyId } = settings.credentials;
  const headers = {
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/${settings.region}/sqs/aws4_request`,
    'x-amz-target': `AmazonSQS.${action}`,
    'content-type': 'application/x-amz-json-1.0',
  };
  const response = await fetch(settings.endpoint, { method: 'POST', headers, body: JSON.stringify(body) });
  return (await response.json()) as T;
}
