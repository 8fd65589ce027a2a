import { describe, it } from 'vitest';
import { withService } from './support/inputs.ts';
import { isTheOnlyFault, type WrongFile } from './support/wrong-file.ts';

const api = 'services.api';

const wrongFiles: readonly WrongFile[] = [
  {
    what: 'a slow start where tasks do not take turns',
    input: withService({ slowStartSeconds: 60, balancing: 'least-outstanding-requests' }),
    place: `${api}.slowStartSeconds`,
    value: '60',
    problem: 'least-outstanding-requests does not support slow start',
    allowed: 'slowStartSeconds with round-robin only',
    remedy: "remove it, or set balancing: 'round-robin'",
  },
  {
    what: 'a container that runs as root',
    input: withService({ container: { user: '0:0' } }),
    place: `${api}.container.user`,
    value: '"0:0"',
    allowed: 'the numbers of a user and a group other than root: "1000:1000"',
  },
  {
    what: 'permissions for everything',
    input: withService({ permissions: { statements: [{ actions: ['*'], resources: ['*'] }] } }),
    place: `${api}.permissions.statements[0].actions[0]`,
    value: '"*"',
    allowed: 'a service and its action: "s3:GetObject"',
  },
  {
    what: 'a policy by name',
    input: withService({ permissions: { policies: ['ReadOnlyAccess'] } }),
    place: `${api}.permissions.policies[0]`,
    value: '"ReadOnlyAccess"',
    allowed: 'the ARN of a managed policy: "arn:aws:iam::123456789012:policy/orders"',
  },
  {
    what: 'a folder that is relative',
    input: withService({ container: { writable: { tmp: 64 } } }),
    place: `${api}.container.writable.tmp`,
    value: '"tmp"',
    problem: 'not a valid name',
    allowed: 'the absolute path of a folder: "/tmp"',
  },
];

describe('a file with one fault in how containers run and start', () => {
  it.each(wrongFiles)('is refused for $what', isTheOnlyFault);
});
