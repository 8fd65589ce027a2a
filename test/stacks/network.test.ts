import { describe, expect, it } from 'vitest';
import { resolve } from '#config/resolve/resolve.ts';
import type { EnvironmentInput } from '#config/input/environment-input.ts';
import { NetworkStack } from '#stacks/network-stack.ts';
import { emptyApp } from './support/example.ts';
import { type Found, resourcesIn, templatesOf } from './support/templates.ts';

const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/a';

/** The network of one environment, as `more` changes it. */
function network(more: EnvironmentInput, locked = false): readonly Found[] {
  const services = { api: { image: { repository: 'api' }, port: 3000 } };
  const { environments } = resolve({ services, environments: { staging: more } });
  const { certificates, rateLimit, networks } = environments[0]!;
  const existing = networks['us-east-1'];
  const [certificateArn] = certificates;
  const app = emptyApp();
  new NetworkStack(app, 'Network', {
    env: { region: 'us-east-1' },
    environmentName: 'staging',
    natGateways: 1,
    locked,
    rateLimit,
    ...(existing && { existing }),
    ...(certificateArn === undefined ? {} : { certificateArn }),
  });
  return resourcesIn(templatesOf(app));
}

const ofType = (found: readonly Found[], type: string) => found.filter(({ Type }) => Type === type);
const listeners = (found: readonly Found[]) => ofType(found, 'AWS::ElasticLoadBalancingV2::Listener');

describe('the load balancer', () => {
  it.each([true, false])('is locked against deletion where it has to be: %s', (locked) => {
    const [balancer] = ofType(network({}, locked), 'AWS::ElasticLoadBalancingV2::LoadBalancer');
    const attributes = balancer!.Properties['LoadBalancerAttributes'] as { Key: string; Value: string }[];
    expect(attributes.find(({ Key }) => Key === 'deletion_protection.enabled')?.Value).toBe(String(locked));
  });

  it('takes requests over HTTPS and sends those over HTTP there', () => {
    const [main, redirect, ...others] = listeners(network({ certificates: [certificate] }));
    expect(others).toEqual([]);
    expect(main!.Properties).toMatchObject({
      Port: 443,
      Protocol: 'HTTPS',
      Certificates: [{ CertificateArn: certificate }],
    });
    expect(main!.Properties['SslPolicy']).toMatch(/TLS13/);
    expect(redirect!.Properties).toMatchObject({
      Port: 80,
      DefaultActions: [
        { Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } },
      ],
    });
  });

  it('keeps the one listener, and so its rules and their weights, when a certificate comes', () => {
    const [before] = listeners(network({}));
    const [after] = listeners(network({ certificates: [certificate] }));
    expect(before!.Properties).toMatchObject({ Port: 80, Protocol: 'HTTP' });
    expect(after!.id).toBe(before!.id);
  });

  it('answers requests that match no service', () => {
    const [main] = listeners(network({}));
    expect(main!.Properties['DefaultActions']).toMatchObject([{ FixedResponseConfig: { StatusCode: '404' } }]);
  });

  it('logs each request', () => {
    const [balancer] = ofType(network({}), 'AWS::ElasticLoadBalancingV2::LoadBalancer');
    expect(balancer!.Properties['LoadBalancerAttributes']).toContainEqual({
      Key: 'access_logs.s3.enabled',
      Value: 'true',
    });
  });
});

describe('the firewall', () => {
  it('stands before the load balancer', () => {
    const found = network({});
    const [acl] = ofType(found, 'AWS::WAFv2::WebACL');
    const [balancer] = ofType(found, 'AWS::ElasticLoadBalancingV2::LoadBalancer');
    const [association] = ofType(found, 'AWS::WAFv2::WebACLAssociation');
    expect(association!.Properties).toEqual({
      ResourceArn: { Ref: balancer!.id },
      WebACLArn: { 'Fn::GetAtt': [acl!.id, 'Arn'] },
    });
  });

  it('first stops floods, then applies the rules of AWS for known attacks', () => {
    const [acl] = ofType(network({ rateLimit: 500 }), 'AWS::WAFv2::WebACL');
    const rules = acl!.Properties['Rules'] as { Name: string; Priority: number; Statement: object }[];
    expect(rules.map(({ Name, Priority }) => [Priority, Name])).toEqual([
      [0, 'TooManyRequests'],
      [1, 'AWSManagedRulesAmazonIpReputationList'],
      [2, 'AWSManagedRulesKnownBadInputsRuleSet'],
      [3, 'AWSManagedRulesCommonRuleSet'],
    ]);
    expect(rules[0]!.Statement).toEqual({ RateBasedStatement: { AggregateKeyType: 'IP', Limit: 500 } });
  });
});

describe('a network that exists already', () => {
  const existing = {
    vpc: 'vpc-0123456789abcdef0',
    zones: {
      'us-east-1a': { public: 'subnet-0000000a', private: 'subnet-0000000b' },
      'us-east-1b': { public: 'subnet-0000000c', private: 'subnet-0000000d' },
    },
  };
  const own = /^AWS::EC2::(VPC|Subnet|Route|NatGateway|InternetGateway|EIP|FlowLog|NetworkAcl)/;

  it('is used as it is: no template makes, changes or removes any of it', () => {
    const made = (found: readonly Found[]) => found.filter(({ Type }) => own.test(Type));
    expect(made(network({})).length).toBeGreaterThan(10);
    expect(made(network({ networks: { 'us-east-1': existing } }))).toEqual([]);
  });

  it('has the load balancer in its public subnets', () => {
    const found = network({ networks: { 'us-east-1': existing } });
    const [balancer] = ofType(found, 'AWS::ElasticLoadBalancingV2::LoadBalancer');
    expect(balancer!.Properties['Subnets']).toEqual(['subnet-0000000a', 'subnet-0000000c']);
    const groups = ofType(found, 'AWS::EC2::SecurityGroup').map(({ Properties }) => Properties['VpcId']);
    expect(groups.length).toBeGreaterThan(1);
    expect(new Set(groups)).toEqual(new Set([existing.vpc]));
  });
});
