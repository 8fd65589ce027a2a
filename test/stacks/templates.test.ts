import { beforeAll, describe, expect, it } from 'vitest';
import { secretKind } from '#config/rules/secret-values.ts';
import { exampleTemplates } from './support/example-templates.ts';
import { type Json, resourcesIn, type StackTemplate } from './support/templates.ts';

let templates: readonly StackTemplate[];
beforeAll(async () => {
  templates = await exampleTemplates();
}, 120_000);

const properties = (type: string) => {
  const found = resourcesIn(templates, type);
  expect(found.length).toBeGreaterThan(0);
  return found.map(({ Properties }) => Properties);
};

describe('every stack', () => {
  it('exists once for each environment and region of the example', () => {
    const places = ['development us-east-1', 'staging us-east-1', 'production us-east-1', 'production eu-west-1'];
    const stacks = places.flatMap((place) => {
      const [environment, region] = place.split(' ');
      return ['stateful', 'orchestration', 'watch', 'network', 'api'].map(
        (what) => `sluice-${environment}-${what}-${region}`,
      );
    });
    const ofProduction = [
      'region-us-east-1',
      'region-eu-west-1',
      'standby-eu-west-1',
      'generation-us-east-1',
      'generation-eu-west-1',
      'backup-us-east-1',
      'backup-eu-west-1',
    ].map((what) => `sluice-production-${what}`);
    expect(templates.map(({ stack }) => stack).sort()).toEqual([...stacks, ...ofProduction].sort());
  });

  it('keeps below half of what CloudFormation takes: 500 resources, 1 MB', () => {
    for (const { stack, resources, text } of templates) {
      expect(Object.keys(resources).length, stack).toBeLessThan(500 / 2);
      expect(text.length, stack).toBeLessThan(1_000_000 / 2);
    }
  });

  it('holds nothing that looks like a secret', () => {
    for (const { stack, resources, text } of templates) {
      const strings = Array.from(text.matchAll(/"((?:[^"\\]|\\.)*)"/g), ([, string = '']) => string);
      expect(strings.length, stack).toBeGreaterThan(40);
      // Logical IDs are letters and digits, and some of them are as long as a key.
      const suspects = strings.filter((string) => !(string in resources) && secretKind(string) !== undefined);
      expect(suspects, stack).toEqual([]);
    }
  });

  it('tags all that can be tagged with the environment', () => {
    for (const { Properties, environment } of resourcesIn(templates, 'AWS::Lambda::Function'))
      expect(Properties['Tags']).toContainEqual({ Key: 'sluice:environment', Value: environment });
  });
});

describe('at rest', () => {
  it('tables are encrypted and can be brought back to any second', () => {
    for (const table of properties('AWS::DynamoDB::Table')) {
      expect(table['SSESpecification']).toEqual({ SSEEnabled: true });
      expect(table['PointInTimeRecoverySpecification']).toEqual({ PointInTimeRecoveryEnabled: true });
      expect(table['DeletionProtectionEnabled']).toBe(true);
    }
  });

  it('queues are encrypted', () => {
    for (const queue of properties('AWS::SQS::Queue')) expect(queue['SqsManagedSseEnabled']).toBe(true);
  });

  it('topics are encrypted with a key that is changed every 90 days', () => {
    for (const topic of properties('AWS::SNS::Topic')) expect(topic['KmsMasterKeyId']).toBeDefined();
    for (const key of properties('AWS::KMS::Key')) {
      expect(key['EnableKeyRotation']).toBe(true);
      expect(key['RotationPeriodInDays']).toBe(90);
    }
  });

  it('buckets are encrypted and admit no client from outside, except the checkers of the takeover switch', () => {
    for (const { Properties: bucket, stack } of resourcesIn(templates, 'AWS::S3::Bucket')) {
      expect(bucket['BucketEncryption']).toBeDefined();
      if (stack === 'sluice-production-standby-eu-west-1') continue;
      expect(Object.values(bucket['PublicAccessBlockConfiguration'] as object)).toEqual([true, true, true, true]);
    }
  });

  it('lets strangers read the names of the takeover switch, and do nothing else', () => {
    const ofSwitch = resourcesIn(templates, 'AWS::S3::BucketPolicy').filter(({ stack }) => stack.includes('-standby-'));
    expect(ofSwitch).toHaveLength(1);
    const { Statement } = ofSwitch[0]!.Properties['PolicyDocument'] as { Statement: Json[] };
    const open = Statement.filter(({ Effect }) => Effect === 'Allow');
    expect(open).toMatchObject([{ Action: 's3:GetObject', Principal: { AWS: '*' } }]);
    expect(JSON.stringify(open[0]!['Resource'])).toMatch(/\/standby-serves\/\*"/);
  });

  it('logs end after three months', () => {
    for (const log of properties('AWS::Logs::LogGroup')) expect(log['RetentionInDays']).toBe(90);
  });
});

/** A queue that people look into, and no function empties. */
const isForPeople = (queue: Readonly<Record<string, unknown>>): boolean =>
  String(queue['QueueName']).endsWith('undelivered-requests');

describe('requests', () => {
  it('that cannot be delivered are kept for two weeks', () => {
    const rules = resourcesIn(templates, 'AWS::Events::Rule').filter(({ Properties }) => 'EventBusName' in Properties);
    expect(rules.length).toBeGreaterThan(0);
    for (const { Properties } of rules)
      for (const target of Properties['Targets']) expect(target.DeadLetterConfig?.Arn).toBeDefined();
    for (const queue of properties('AWS::SQS::Queue').filter(isForPeople))
      expect(queue['MessageRetentionPeriod']).toBe(14 * 24 * 3600);
  });
});
