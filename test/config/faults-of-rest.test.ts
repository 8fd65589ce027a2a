import { describe, expect, it } from 'vitest';
import { resolve } from '#config/resolve.ts';
import { file, withEnvironment } from './support/inputs.ts';
import { isTheOnlyFault, type WrongFile } from './support/wrong-file.ts';

const staging = (rest: object, more: object = {}) => file({ environments: { staging: { rest, ...more } } });
const zones = 'a zone of the IANA database, for example "Europe/Zurich" or "UTC"';
const failover = { domain: 'api.example.com', hostedZone: 'Z0123456789ABCDEFGHIJ' };

const wrongFiles: readonly WrongFile[] = [
  ...['CET+1', '+01:00', 'Europe/Zuerich', 'utc'].map((zone) => ({
    what: `the time zone ${zone}`,
    input: staging({ zone }),
    place: 'environments.staging.rest.zone',
    value: `"${zone}"`,
    allowed: zones,
  })),
  {
    what: 'an hour that no clock shows',
    input: staging({ zone: 'UTC', from: '24:00' }),
    place: 'environments.staging.rest.from',
    value: '"24:00"',
    allowed: 'a time of the day: "18:00"',
  },
  {
    what: 'a night without an end',
    input: staging({ zone: 'UTC', from: '08:00' }),
    place: 'environments.staging.rest.until',
    value: '"08:00"',
    problem: 'the night would begin and end at once',
    allowed: 'any time but 08:00',
  },
  {
    what: 'a production that sleeps',
    input: withEnvironment({ rest: { zone: 'UTC' } }),
    place: 'environments.production.rest',
    value: '"rest"',
    problem: 'production has users at any hour',
    allowed: 'environments like development and staging',
    remedy: 'leave it out',
  },
  {
    what: 'a standby that would take over every evening',
    input: staging({ zone: 'UTC' }, { regions: { standby: 'eu-west-1' }, failover }),
    place: 'environments.staging.rest',
    value: '"rest"',
    problem: 'a standby would take over from a region that only sleeps',
    allowed: 'environments without failover',
    remedy: 'leave one of the two out',
  },
];

describe('a file with one fault in the hours of rest', () => {
  it.each(wrongFiles)('is refused for $what', isTheOnlyFault);
});

describe('the hours of rest', () => {
  const restOf = (rest: object) => resolve(staging(rest)).environments[0]!.rest;

  it('are the night, in a zone that somebody has to name', () => {
    expect(restOf({ zone: 'Europe/Zurich' })).toEqual({ zone: 'Europe/Zurich', from: '18:00', until: '08:00' });
    expect(restOf({ zone: 'America/Argentina/Buenos_Aires', from: '20:30', until: '06:15' })).toEqual({
      zone: 'America/Argentina/Buenos_Aires',
      from: '20:30',
      until: '06:15',
    });
  });

  it('are none where nobody names them', () => {
    const environments = { development: {}, staging: {}, production: { plainHttp: true } };
    for (const { rest } of resolve(file({ environments })).environments) expect(rest).toBeUndefined();
  });
});
