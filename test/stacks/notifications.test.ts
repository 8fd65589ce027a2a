import { beforeAll, describe, expect, it } from 'vitest';
import type { EnvironmentInput } from '#config/input/environment-input.ts';
import { resolve } from '#config/resolve/resolve.ts';
import { addEnvironment } from '#stacks/environment-stacks.ts';
import { bundleOnce, emptyApp } from './support/example.ts';
import { type Found, type Json, resourcesIn, type StackTemplate, templatesOf } from './support/templates.ts';

function templatesWith(notify: EnvironmentInput['notify']): readonly StackTemplate[] {
  const { environments } = resolve({
    services: { api: { image: { repository: 'api' }, port: 3000 } },
    environments: {
      production: {
        account: '123456789012',
        regions: { primary: 'us-east-1', standby: 'eu-west-1' },
        plainHttp: true,
        notify,
      },
    },
  });
  const app = emptyApp();
  addEnvironment(app, environments[0]!);
  return templatesOf(app);
}

const inRegion = (templates: readonly StackTemplate[], region: string) =>
  templates.filter(({ stack }) => stack.endsWith(region));

let templates: readonly StackTemplate[];
beforeAll(() => {
  bundleOnce();
  templates = templatesWith({
    slack: { workspace: 'T0123ABCD', channel: 'C0123ABCD' },
    pagerDuty: 'sluice/pagerduty',
    emails: ['ops@example.com'],
  });
}, 120_000);

/** `critical` for a topic by logical id, by export or by name. */
const levelIn = (reference: Json): string =>
  /(critical|warning|info)/.exec(JSON.stringify(reference))?.[1] ?? 'no topic';

const subscriptions = (region: string, protocol: string): readonly Found[] =>
  resourcesIn(inRegion(templates, region), 'AWS::SNS::Subscription').filter(
    ({ Properties }) => Properties['Protocol'] === protocol,
  );

describe('people are notified', { timeout: 120_000 }, () => {
  it('through three encrypted topics in each region', () => {
    for (const region of ['us-east-1', 'eu-west-1']) {
      const topics = resourcesIn(inRegion(templates, region), 'AWS::SNS::Topic').map(({ Properties }) => Properties);
      expect(topics.map(({ TopicName: name }) => name).sort()).toEqual(
        ['critical', 'info', 'warning'].map((level) => `sluice-production-${level}`),
      );
      for (const { KmsMasterKeyId: key } of topics) expect(key).toBeDefined();
    }
  });

  it('by PagerDuty of what is critical, at an address that no template has', () => {
    for (const region of ['us-east-1', 'eu-west-1']) {
      const [page, ...others] = subscriptions(region, 'https');
      expect(others).toEqual([]);
      expect(levelIn(page!.Properties['TopicArn'])).toBe('critical');
      expect(page!.Properties['Endpoint']).toBe('{{resolve:secretsmanager:sluice/pagerduty:SecretString:::}}');
    }
  });

  it('by e-mail of everything', () => {
    const told = subscriptions('eu-west-1', 'email').map(({ Properties }) => levelIn(Properties['TopicArn']));
    expect(told.sort()).toEqual(['critical', 'info', 'warning']);
  });

  it('in Slack of what is urgent in both regions, by one region, and nothing can be done from there', () => {
    const [channel, ...others] = resourcesIn(templates, 'AWS::Chatbot::SlackChannelConfiguration');
    expect(others).toEqual([]);
    const { SlackWorkspaceId, SlackChannelId, SnsTopicArns, GuardrailPolicies } = channel!.Properties;
    expect([SlackWorkspaceId, SlackChannelId]).toEqual(['T0123ABCD', 'C0123ABCD']);
    const topics = (SnsTopicArns as Json[]).map((arn) =>
      /:(\w+-\w+-\d):.*sluice-production-(\w+)/.exec(JSON.stringify(arn)),
    );
    expect(topics.map((found) => `${found?.[1]} ${found?.[2]}`)).toEqual([
      'us-east-1 critical',
      'us-east-1 warning',
      'eu-west-1 critical',
      'eu-west-1 warning',
    ]);
    expect(JSON.stringify(GuardrailPolicies)).toContain('AWSDenyAll');
    expect(channel!.stack).toBe('sluice-production-stateful-us-east-1');
  });

  it('of each alarm by how urgent it is', () => {
    const alarms = resourcesIn(inRegion(templates, 'us-east-1'), 'AWS::CloudWatch::Alarm');
    const levels = new Map(
      alarms.map(({ Properties }) => [Properties['AlarmName'], levelIn(Properties['AlarmActions'])] as const),
    );
    const expected = {
      'api-blue-errors': 'critical',
      'api-no-traffic': 'critical',
      'rollback-failed': 'critical',
      'guardian-timed-out': 'critical',
      'api-blue-slow': 'warning',
      'api-green-at-capacity': 'warning',
      'deployment-failed': 'warning',
      'requests-undelivered': 'warning',
    };
    for (const [name, level] of Object.entries(expected))
      expect(levels.get(`sluice-production-${name}`), name).toBe(level);
  });

  it('of a deployment that succeeded, as information', () => {
    const [told] = resourcesIn(inRegion(templates, 'us-east-1'), 'AWS::Events::Rule').filter(
      ({ Properties }) => Properties['Name'] === 'sluice-production-deployed',
    );
    expect(told!.Properties['EventPattern'].detail.status).toEqual(['SUCCEEDED']);
    expect(levelIn(told!.Properties['Targets'][0].Arn)).toBe('info');
  });

  it('not at all where the file names no recipient', () => {
    const silent = templatesWith(undefined);
    expect(resourcesIn(silent, 'AWS::SNS::Subscription')).toEqual([]);
    expect(resourcesIn(silent, 'AWS::Chatbot::SlackChannelConfiguration')).toEqual([]);
    expect(resourcesIn(silent, 'AWS::SNS::Topic')).toHaveLength(6);
  });
});
