import { describe, expect, it } from 'vitest';
import { resolve } from '#config/resolve.ts';
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
    problem: 'tasks in eu-west-1 would read it in us-east-1, which may have failed',
    allowed: 'its name, and a secret of that name in each region',
    remedy: 'replicate it, and name it without region and account',
  },
  {
    what: 'a subnet for two zones',
    input: withEnvironment({ networks: { 'us-east-1': { vpc: 'vpc-0123456789abcdef0', zones } } }),
    place: 'environments.production.networks.us-east-1.zones',
    value: `"${subnet('a')}"`,
    problem: 'the same subnet twice',
    allowed: 'a subnet of its own for each zone and kind',
  },
];

describe('a file with one fault in what belongs to a region', () => {
  it.each(wrongFiles)('is refused for $what', isTheOnlyFault);

  it('may name a secret by ARN where no other region takes over', () => {
    expect(resolve(file({ services })).environments[0]!.services[0]!.secrets).toEqual({ DB: arn });
  });
});
