import { beforeAll, describe, expect, it } from 'vitest';
import { exampleTemplates } from './support/example-templates.ts';
import { permissionsIn } from './support/statements.ts';
import { type Found, type Json, resourcesIn, type StackTemplate } from './support/templates.ts';

let templates: readonly StackTemplate[];
let resources: readonly Found[];
beforeAll(async () => {
  templates = (await exampleTemplates('production')).filter(
    ({ stack }) => stack === 'sluice-production-generation-us-east-1',
  );
  resources = resourcesIn(templates);
}, 120_000);

const ofType = (type: string) => resources.filter(({ Type }) => Type === type).map(({ Properties }) => Properties);
const expressionOf = (alarm: Readonly<Record<string, Json>>) =>
  (alarm['Metrics'] as { Expression?: string }[]).find(({ Expression }) => Expression !== undefined)?.Expression;
const alarm = (name: string) =>
  ofType('AWS::CloudWatch::Alarm').find(({ AlarmName }) => AlarmName === `sluice-production-generation-${name}`)!;

describe('the stack of a worker', () => {
  it('has a queue that waits 30 minutes for a message to be finished, and one for what failed three times', () => {
    const [failed, queue] = ofType('AWS::SQS::Queue').toSorted((one) => (one['RedrivePolicy'] === undefined ? -1 : 1));
    expect(queue).toMatchObject({
      QueueName: 'sluice-production-generation',
      VisibilityTimeout: 1800,
      RedrivePolicy: { maxReceiveCount: 3 },
    });
    expect(failed).toMatchObject({
      QueueName: 'sluice-production-generation-failed',
      MessageRetentionPeriod: 1_209_600,
    });
  });

  it('has nothing that takes requests', () => {
    const types = new Set(resources.map(({ Type }) => Type));
    expect([...types].filter((type) => type.startsWith('AWS::ElasticLoadBalancing'))).toEqual([]);
    const [group] = ofType('AWS::EC2::SecurityGroup');
    expect(group!['SecurityGroupIngress']).toBeUndefined();
    expect(types).not.toContain('AWS::EC2::SecurityGroupIngress');
    const [slots] = ofType('Custom::SluiceServiceSlots');
    expect(Object.keys(slots!)).not.toEqual(expect.arrayContaining(['listener']));
  });

  it('gives its tasks the address of the queue, two minutes to stop, and only permission to receive messages', () => {
    const [definition] = ofType('AWS::ECS::TaskDefinition');
    const [container] = definition!['ContainerDefinitions'] as Json[];
    expect(container).toMatchObject({ StopTimeout: 120, Environment: [{ Name: 'QUEUE_URL' }] });
    expect(container.PortMappings).toBeUndefined();
    const own = permissionsIn(templates).filter(({ role }) => role.startsWith('TemplateTaskRole'));
    expect(own.flatMap(({ actions }) => actions).sort()).toEqual([
      'sqs:ChangeMessageVisibility',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:GetQueueUrl',
      'sqs:ReceiveMessage',
    ]);
  });

  it('scales by the messages that wait for each task, and only the slot that works alone', () => {
    expect(expressionOf(alarm('blue-scale-out-backlog'))).toBe('IF(FILL(others, 0) > 0, 0, waiting / own)');
    expect(alarm('blue-scale-out-backlog')).toMatchObject({ Threshold: 100, EvaluationPeriods: 3 });
    expect(expressionOf(alarm('green-scale-in'))).toBe(
      'IF(own <= 3 OR FILL(others, 0) > 0, 1, IF(FILL(waiting, 0) / own < 10, 0, 1))',
    );
    expect(alarm('green-scale-in')).toMatchObject({ EvaluationPeriods: 15 });
  });

  it('describes itself to the machines', () => {
    const [entry] = ofType('AWS::SSM::Parameter');
    const text = JSON.stringify(entry!['Value']);
    expect(text).toContain('{\\"kind\\":\\"worker\\",\\"queue\\":');
    expect(text).toContain('\\"bakeSeconds\\":900');
  });
});
