import { describe, expect, it } from 'vitest';
import { resolve } from '#config/resolve/resolve.ts';
import { file, service, withEnvironment } from './support/inputs.ts';
import { isTheOnlyFault, type WrongFile } from './support/wrong-file.ts';

const arn = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:db';
const services = { api: service({ secrets: { DB: arn } }) };
const subnet = (letter: string) => `subnet-0000000${letter}`;
const zones = {
  'us-east-1a': { public: subnet('a'), private: subnet('b') },
  'us-east-1b': { public: subnet('a'), private: subnet('c') },
};

const wrongFiles: readonly WrongFile[] = [
  {
    what: 'a secret by ARN that the standby would read in the region that has failed',
    input: file({ services, environments: { production: { plainHttp: true, regions: { standby: 'eu-west-1' } } } }),
    place: 'services.api.secrets.DB',
    value: `"${arn}"`,
    problem: 'tasks in eu-west-1 would read it from us-east-1, which may be down',
    allowed: 'the name of a secret that exists in each region',
    remedy: 'replicate the secret, and use its name instead of its ARN',
  },
  {
    what: 'a subnet for two zones',
    input: withEnvironment({ networks: { 'us-east-1': { vpc: 'vpc-0123456789abcdef0', zones } } }),
    place: 'environments.production.networks.us-east-1.zones',
    value: `"${subnet('a')}"`,
    problem: 'the subnet is used twice',
    allowed: 'a subnet of its own for each zone and kind',
  },
];

const wholeZones = {
  'us-east-1a': { public: subnet('a'), private: subnet('b') },
  'us-east-1b': { public: subnet('c'), private: subnet('d') },
};
const balancer = (region: string) =>
  `arn:aws:elasticloadbalancing:${region}:123456789012:listener/app/front/0123456789abcdef/fedcba9876543210`;
const adopting = (listener: object, more: object = {}) =>
  withEnvironment({
    networks: { 'us-east-1': { vpc: 'vpc-0123456789abcdef0', zones: wholeZones, listener } },
    ...more,
  });
const securityGroup = 'sg-0123456789abcdef0';
const at = 'environments.production.networks.us-east-1.listener';

const wrongListeners: readonly WrongFile[] = [
  {
    what: 'the listener is in another region',
    input: adopting({ arn: balancer('eu-west-1'), securityGroup }),
    place: `${at}.arn`,
    value: '"arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener…"',
    problem: 'the listener is in another region',
    allowed: 'a listener in us-east-1',
  },
  {
    what: 'a load balancer in place of its listener',
    input: adopting({ arn: balancer('us-east-1').replace(':listener', ':loadbalancer'), securityGroup }),
    place: `${at}.arn`,
    value: '"arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbala…"',
    allowed: 'the ARN of a listener of an Application Load Balancer: "arn:aws:elasticloadbalancing:…:listener/app/…"',
  },
  {
    what: 'a listener where a failover moves names between load balancers',
    input: adopting(
      { arn: balancer('us-east-1'), securityGroup },
      {
        regions: { standby: 'eu-west-1' },
        failover: { domain: 'api.example.com', hostedZone: 'Z0123456789ABCDEFGHIJ' },
      },
    ),
    place: at,
    value: '"listener"',
    problem: 'failover supports only load balancers that Sluice creates',
    allowed: 'either a listener or failover',
    remedy: 'remove one of them',
  },
];

describe('a file with one fault in a listener that exists', () => {
  it.each(wrongListeners)('is refused for $what', isTheOnlyFault);

  it('needs no certificate: the listener has its own', () => {
    const input = adopting({ arn: balancer('us-east-1'), securityGroup }, { plainHttp: undefined });
    expect(resolve(input).environments[0]!.networks['us-east-1']!.listener).toEqual({
      arn: balancer('us-east-1'),
      securityGroup,
    });
  });
});

describe('a file with one fault in what belongs to a region', () => {
  it.each(wrongFiles)('is refused for $what', isTheOnlyFault);

  it('may name a secret by ARN where no other region takes over', () => {
    expect(resolve(file({ services })).environments[0]!.services[0]!.secrets).toEqual({ DB: arn });
  });
});
