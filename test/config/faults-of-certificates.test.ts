import { describe, it } from 'vitest';
import { file, withEnvironment } from './support/inputs.ts';
import { isTheOnlyFault, type WrongFile } from './support/wrong-file.ts';

const production = 'environments.production';
const certificate = (region: string) => `arn:aws:acm:${region}:123456789012:certificate/a`;

const wrongFiles: readonly WrongFile[] = [
  {
    what: 'neither certificate nor leave for plain HTTP',
    input: withEnvironment({ plainHttp: undefined, regions: { standby: 'eu-west-1' } }),
    place: `${production}.certificates`,
    value: 'missing',
    problem: 'requests would not be encrypted',
    allowed: 'the ARN of a certificate for each region',
    remedy: 'add one for us-east-1 and one for eu-west-1, or set plainHttp: true',
  },
  {
    what: 'plain HTTP forbidden where it is usual',
    input: file({ environments: { staging: { plainHttp: false } } }),
    place: 'environments.staging.certificates',
    value: 'missing',
    allowed: 'the ARN of a certificate for each region',
    remedy: 'add one for us-east-1, or set plainHttp: true',
  },
  {
    what: 'a certificate for one of two regions',
    input: withEnvironment({ regions: { standby: 'eu-west-1' }, certificates: [certificate('us-east-1')] }),
    place: `${production}.certificates`,
    value: 'a list of 1',
    problem: 'no certificate for eu-west-1',
    allowed: 'the ARN of one certificate for each region',
  },
  {
    what: 'a certificate of another region',
    input: withEnvironment({ certificates: [certificate('us-east-1'), certificate('eu-west-1')] }),
    place: `${production}.certificates[1]`,
    value: '"arn:aws:acm:eu-west-1:123456789012:certificate/a"',
    problem: 'the environment needs no certificate in this region',
    allowed: 'one of us-east-1',
  },
  {
    what: 'a certificate that is none',
    input: withEnvironment({ certificates: ['api.example.com'] }),
    place: `${production}.certificates[0]`,
    value: '"api.example.com"',
    allowed: 'the ARN of a certificate in AWS Certificate Manager: "arn:aws:acm:us-east-1:…"',
  },
];

describe('an environment that serves users', () => {
  it.each(wrongFiles)('with $what is refused for exactly that', isTheOnlyFault);
});
