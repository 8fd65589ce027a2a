import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { describe, expect, it } from 'vitest';
import { resolve } from '#config/resolve/resolve.ts';
import { acknowledge } from '#constructs/acknowledge.ts';
import { allow, allowUnscoped } from '#constructs/workflows/grants.ts';
import { addEnvironment } from '#stacks/environment-stacks.ts';
import { bundleOnce, emptyApp, exampleApp } from './support/example.ts';
import { findingsOf } from './support/findings.ts';

/** All environments take ten seconds where another process needs the machine too. */
const timeout = 120_000;

function roleWith(give: (role: iam.Role) => void): readonly string[] {
  const app = emptyApp();
  give(new iam.Role(new Stack(app, 'Stack'), 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }));
  return findingsOf(app);
}

describe('cdk-nag', { timeout: timeout }, () => {
  it('finds in every environment of the example only what has a documented reason', async () => {
    expect(findingsOf(await exampleApp())).toEqual([]);
  });

  it('finds nothing in an environment that uses every feature', async () => {
    const { environments } = resolve({
      services: {
        api: {
          image: { repository: 'team/api', build: { source: 'https://github.com/acme/api' } },
          port: 3000,
          migration: { command: ['migrate'], check: ['migrate', '--check'], databaseCluster: 'orders' },
          spot: 50,
          environment: { LOG_LEVEL: 'info' },
          secrets: { DB_PASSWORD: 'db', API_URL: '/api/url' },
          container: { writable: { '/tmp': 64 }, architecture: 'ARM64', healthCommand: ['node', 'health.js'] },
          slowStartSeconds: 60,
          permissions: {
            policies: ['arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess'],
            statements: [
              { actions: ['s3:Get*'], resources: ['arn:aws:s3:::orders/*'] },
              { actions: ['xray:PutTraceSegments'], resources: ['*'] },
            ],
          },
        },
        web: {
          image: { repository: 'web' },
          port: 8080,
          route: { host: 'web.example.com' },
          scaling: { by: 'requests', target: 900, ahead: true },
        },
      },
      workers: {
        generation: { image: { repository: 'generation', build: { source: 'https://github.com/acme/generation' } } },
        webhooks: { image: { repository: 'webhooks' }, queue: 'webhooks.fifo', environment: { LOG_LEVEL: 'info' } },
      },
      environments: {
        staging: {
          account: '123456789012',
          offHours: { zone: 'Europe/Zurich' },
          networks: {
            'us-east-1': {
              vpc: 'vpc-0123456789abcdef0',
              zones: {
                'us-east-1a': { public: 'subnet-0000000a', private: 'subnet-0000000b' },
                'us-east-1b': { public: 'subnet-0000000c', private: 'subnet-0000000d' },
              },
              cluster: 'main',
              listener: {
                arn: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/front/0123456789abcdef/fedcba9876543210',
                securityGroup: 'sg-0123456789abcdef0',
              },
            },
          },
        },
        production: {
          account: '123456789012',
          certificates: ['arn:aws:acm:us-east-1:123456789012:certificate/a'],
          notify: {
            slack: { workspace: 'T0123ABCD', channel: 'C0123ABCD' },
            pagerDuty: 'sluice/pagerduty',
            emails: ['ops@example.com'],
          },
        },
      },
    });
    bundleOnce();
    const app = emptyApp();
    for (const environment of environments) addEnvironment(app, environment);
    expect(findingsOf(app)).toEqual([]);
  });

  it('refuses a bucket that any client may read without encryption in transit', () => {
    const app = emptyApp();
    new s3.Bucket(new Stack(app, 'Open'), 'Bucket', { blockPublicAccess: new s3.BlockPublicAccess({}) });
    const findings = findingsOf(app);
    expect(findings).toContain('AwsSolutions-S10 at Open/Bucket/Resource');
    expect(findings).toContain('AwsSolutions-S1 at Open/Bucket/Resource');
  });

  it('refuses a pattern of resources that no reason was given for', () => {
    const findings = roleWith((role) => allow(role, { actions: ['ecs:UpdateService'], on: 'arn:aws:ecs:::service/*' }));
    expect(findings).toEqual([
      'AwsSolutions-IAM5[Resource::arn:aws:ecs:::service/*] at Stack/Role/DefaultPolicy/Resource',
    ]);
  });

  it('accepts a pattern with its reason, and only that one', () => {
    const findings = roleWith((role) => {
      allow(role, {
        actions: ['ecs:UpdateService'],
        on: { arn: 'arn:aws:ecs:::service/*', because: 'they come and go' },
      });
      allow(role, { actions: ['ecs:DeleteCluster'], on: 'arn:aws:ecs:::cluster/*' });
    });
    expect(findings).toEqual([
      'AwsSolutions-IAM5[Resource::arn:aws:ecs:::cluster/*] at Stack/Role/DefaultPolicy/Resource',
    ]);
  });

  it('refuses `*` for any action beside the reviewed ones', () => {
    const findings = roleWith((role) => {
      allowUnscoped(role, 'xray:PutTraceSegments');
      role.addToPolicy(new iam.PolicyStatement({ actions: ['ecs:UpdateService'], resources: ['*'] }));
    });
    expect(findings).toEqual(['AwsSolutions-IAM5[Resource::*] at Stack/Role/DefaultPolicy/Resource']);
  });

  it('keeps an exception where it was made', () => {
    const app = emptyApp();
    const stack = new Stack(app, 'Stack');
    const excused = new s3.Bucket(stack, 'Excused', { enforceSSL: true });
    new s3.Bucket(stack, 'Other', { enforceSSL: true });
    acknowledge(excused, 'S1', 'an example');
    expect(findingsOf(app)).toEqual(['AwsSolutions-S1 at Stack/Other/Resource']);
  });
});
