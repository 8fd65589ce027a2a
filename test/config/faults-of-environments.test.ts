import { describe, it } from 'vitest';
import { file, withEnvironment } from './support/inputs.ts';
import { isTheOnlyFault, type WrongFile } from './support/wrong-file.ts';

const production = 'environments.production';
const override = (more: object) => withEnvironment({ services: { api: more } });
const secretName = 'the name of a secret in Secrets Manager, for example "sluice/pagerduty"';
const subnets = { public: 'subnet-0000000a', private: 'subnet-0000000b' };
const zones = { 'us-east-1a': subnets, 'us-east-1b': { public: 'subnet-0000000c', private: 'subnet-0000000d' } };
const others = { public: 'subnet-0000000e', private: 'subnet-0000000f' };
const network = { vpc: 'vpc-0123456789abcdef0', zones };
const slack = { workspace: 'T0123ABCD', channel: 'C0123ABCD' };
const nameTheSecret = 'store it in Secrets Manager and put the name of the secret here';

const wrongFiles: readonly WrongFile[] = [
  {
    what: 'an environment without defaults',
    input: file({ environments: { qa: {} } }),
    place: 'environments.qa.like',
    value: 'missing',
    problem: 'qa is not a preset and has no defaults',
    allowed: 'development, staging, production',
    remedy: "set the preset to take defaults from, for example like: 'staging'",
  },
  {
    what: 'a mistyped environment',
    input: file({ environments: { prodution: {} } }),
    place: 'environments.prodution.like',
    value: 'missing',
    problem: 'prodution is not a preset and has no defaults',
    allowed: 'development, staging, production',
    remedy: 'did you mean the environment production?',
  },
  {
    what: 'two environments whose registry would have two lists of what it copies',
    input: file({
      environments: {
        staging: { regions: { primary: 'eu-west-1', standby: 'eu-central-1' } },
        production: { plainHttp: true, regions: { standby: 'eu-west-1' } },
      },
    }),
    place: `${production}.regions.standby`,
    value: '"eu-west-1"',
    problem: 'staging has a standby in the same account, and a registry has only one replication configuration',
    allowed: 'one environment with a standby in each account and region',
    remedy: 'move production to another account or other regions',
  },
  {
    what: 'a severity that there is none',
    input: withEnvironment({ scan: { refuse: 'severe' } }),
    place: `${production}.scan.refuse`,
    value: '"severe"',
    problem: 'not one of the allowed values',
    allowed: 'nothing, critical, high, medium, low',
  },
  {
    what: 'backups that are a wish and no choice',
    input: withEnvironment({ backups: 'hourly' }),
    place: `${production}.backups`,
    value: '"hourly"',
    allowed: 'true or false',
  },
  {
    what: 'an accepted finding that is no name',
    input: withEnvironment({ scan: { accepted: ['openssl 1.1'] } }),
    place: `${production}.scan.accepted[0]`,
    value: '"openssl 1.1"',
    problem: 'wrong format',
    allowed: 'the name of a finding, for example "CVE-2026-1234"',
  },
  {
    what: 'an account as a number',
    input: withEnvironment({ account: 123_456_789_012 }),
    place: `${production}.account`,
    value: '123456789012',
    problem: 'wrong type: a number',
    allowed: '12 digits in quotes, for example "123456789012"',
  },
  {
    what: 'a region that is none',
    input: withEnvironment({ regions: { primary: 'Ireland' } }),
    place: `${production}.regions.primary`,
    value: '"Ireland"',
    allowed: 'the code of an AWS region, for example "eu-west-1"',
  },
  {
    what: 'a standby that is the primary',
    input: withEnvironment({ regions: { standby: 'us-east-1' } }),
    place: `${production}.regions.standby`,
    value: '"us-east-1"',
    problem: 'the standby region is the same as the primary region',
    allowed: 'any region but us-east-1',
  },
  {
    what: 'a network in a region that is not used',
    input: withEnvironment({ networks: { 'eu-west-1': network } }),
    place: `${production}.networks.eu-west-1`,
    value: '"eu-west-1"',
    problem: 'the environment does not run in this region',
    allowed: 'us-east-1',
  },
  {
    what: 'the zone is in another region',
    input: withEnvironment({ networks: { 'us-east-1': { ...network, zones: { ...zones, 'eu-west-1a': others } } } }),
    place: `${production}.networks.us-east-1.zones.eu-west-1a`,
    value: '"eu-west-1a"',
    problem: 'the zone is in another region',
    allowed: 'zones of us-east-1',
  },
  {
    what: 'a network in a single zone',
    input: withEnvironment({ networks: { 'us-east-1': { ...network, zones: { 'us-east-1a': subnets } } } }),
    place: `${production}.networks.us-east-1.zones`,
    value: '{ us-east-1a }',
    problem: 'not allowed',
    allowed: '2 to 6 zones, each with a public and a private subnet',
  },
  {
    what: 'a network by name',
    input: withEnvironment({ networks: { 'us-east-1': { ...network, vpc: 'main' } } }),
    place: `${production}.networks.us-east-1.vpc`,
    value: '"main"',
    allowed: 'the id of a VPC: "vpc-0123456789abcdef0"',
  },
  {
    what: 'an override of no service',
    input: withEnvironment({ services: { apo: {} } }),
    place: `${production}.services.apo`,
    value: '"apo"',
    problem: 'there is no such service',
    allowed: 'api',
    remedy: 'did you mean api?',
  },
  {
    what: 'another port in one environment',
    input: override({ port: 80 }),
    place: `${production}.services.api.port`,
    value: '80',
    problem: 'unknown field',
    allowed:
      'cpu, memoryMiB, tasks, spot, permissions, environment, secrets, scaling, balancing, stickySeconds, slowStartSeconds, drainSeconds, strategy, smokeTest, onRollback, migration, route',
    remedy: 'port is the same in every environment; set services.api.port',
  },
  {
    what: 'a Slack webhook',
    input: withEnvironment({ notify: { slack: 'https://hooks.slack.com/services/T0/B0/abc' as never } }),
    place: `${production}.notify.slack`,
    value: '(not shown)',
    problem: 'wrong type: text',
    allowed: 'workspace, channel',
  },
  {
    what: 'a Slack channel by name',
    input: withEnvironment({ notify: { slack: { workspace: 'T0123ABCD', channel: '#releases' } } }),
    place: `${production}.notify.slack.channel`,
    value: '(not shown)',
    problem: 'wrong format',
    allowed: 'the id of a Slack channel: "C0123ABCD"',
  },
  {
    what: 'one Slack channel for two environments of an account',
    input: file({ environments: { staging: { notify: { slack } }, qa: { like: 'staging', notify: { slack } } } }),
    place: 'environments.qa.notify.slack.channel',
    value: '"C0123ABCD"',
    problem: 'staging already uses this channel, and an account may use a channel only once',
    allowed: 'a different channel for each environment of an account',
  },
  {
    what: 'the address of an integration',
    input: withEnvironment({ notify: { pagerDuty: 'https://events.pagerduty.com/integration/abc/enqueue' } }),
    place: `${production}.notify.pagerDuty`,
    value: '(not shown)',
    problem: 'a URL, which may carry a token, does not belong in this file',
    allowed: secretName,
    remedy: nameTheSecret,
  },
  {
    what: 'a secret of one region only',
    input: withEnvironment({ notify: { pagerDuty: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:pd-a1b2c3' } }),
    place: `${production}.notify.pagerDuty`,
    value: '(not shown)',
    problem: 'not allowed',
    allowed: secretName,
  },
  {
    what: 'an integration key',
    input: withEnvironment({ notify: { pagerDuty: '0123456789abcdef0123456789abcdef' } }),
    place: `${production}.notify.pagerDuty`,
    value: '(not shown)',
    problem: 'what looks like an integration key does not belong in this file',
    allowed: secretName,
    remedy: nameTheSecret,
  },
  {
    what: 'a rate limit that admits no client',
    input: withEnvironment({ rateLimit: 1 }),
    place: `${production}.rateLimit`,
    value: '1',
    problem: 'below the minimum',
    allowed: 'a whole number from 10 to 2000000000',
  },
  {
    what: 'an address that is none',
    input: withEnvironment({ notify: { emails: ['ops'] } }),
    place: `${production}.notify.emails[0]`,
    value: '"ops"',
    allowed: 'an e-mail address',
  },
  {
    what: 'nothing at all',
    input: undefined,
    place: 'the whole configuration',
    value: 'missing',
    allowed: 'services, workers, environments',
  },
  {
    what: 'no environment',
    input: file({ environments: {} }),
    place: 'environments',
    value: '{}',
    allowed: 'at least one environment',
  },
];

describe('an environment', () => {
  it.each(wrongFiles)('with $what is refused for exactly that', isTheOnlyFault);
});
