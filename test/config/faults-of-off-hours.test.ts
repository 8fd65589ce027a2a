import { describe, expect, it } from 'vitest';
import { resolve } from '#config/resolve/resolve.ts';
import { file, withEnvironment } from './support/inputs.ts';
import { isTheOnlyFault, type WrongFile } from './support/wrong-file.ts';

const staging = (offHours: object, more: object = {}) => file({ environments: { staging: { offHours, ...more } } });
const zones = 'an IANA time zone, for example "Europe/Zurich" or "UTC"';
const failover = { domain: 'api.example.com', hostedZone: 'Z0123456789ABCDEFGHIJ' };

const wrongFiles: readonly WrongFile[] = [
  ...['CET+1', '+01:00', 'Europe/Zuerich', 'utc'].map((zone) => ({
    what: `the time zone ${zone}`,
    input: staging({ zone }),
    place: 'environments.staging.offHours.zone',
    value: `"${zone}"`,
    allowed: zones,
  })),
  {
    what: 'an hour that no clock shows',
    input: staging({ zone: 'UTC', from: '24:00' }),
    place: 'environments.staging.offHours.from',
    value: '"24:00"',
    allowed: 'a time of day: "18:00"',
  },
  {
    what: 'off-hours without an end',
    input: staging({ zone: 'UTC', from: '08:00' }),
    place: 'environments.staging.offHours.until',
    value: '"08:00"',
    problem: 'off-hours would begin and end at the same time',
    allowed: 'any time but 08:00',
  },
  {
    what: 'a production that sleeps',
    input: withEnvironment({ offHours: { zone: 'UTC' } }),
    place: 'environments.production.offHours',
    value: '"offHours"',
    problem: 'production must run at all hours',
    allowed: 'environments like development and staging',
    remedy: 'remove it',
  },
  {
    what: 'a standby that would take over every evening',
    input: staging({ zone: 'UTC' }, { regions: { standby: 'eu-west-1' }, failover }),
    place: 'environments.staging.offHours',
    value: '"offHours"',
    problem: 'the standby region would take over when off-hours begin',
    allowed: 'environments without failover',
    remedy: 'remove one of them',
  },
];

describe('a file with one fault in off-hours', () => {
  it.each(wrongFiles)('is refused for $what', isTheOnlyFault);
});

describe('off-hours', () => {
  const offHoursOf = (offHours: object) => resolve(staging(offHours)).environments[0]!.offHours;

  it('are 18:00 to 08:00, in a zone that the file has to name', () => {
    expect(offHoursOf({ zone: 'Europe/Zurich' })).toEqual({ zone: 'Europe/Zurich', from: '18:00', until: '08:00' });
    expect(offHoursOf({ zone: 'America/Argentina/Buenos_Aires', from: '20:30', until: '06:15' })).toEqual({
      zone: 'America/Argentina/Buenos_Aires',
      from: '20:30',
      until: '06:15',
    });
  });

  it('are none where the file names none', () => {
    const environments = { development: {}, staging: {}, production: { plainHttp: true } };
    for (const { offHours } of resolve(file({ environments })).environments) expect(offHours).toBeUndefined();
  });
});
