import { beforeAll, describe, expect, it } from 'vitest';
import { exampleTemplates } from './support/example-templates.ts';
import { type Found, resourcesIn } from './support/templates.ts';

let schedules: readonly Found[];
beforeAll(async () => {
  schedules = resourcesIn(await exampleTemplates(), 'AWS::Scheduler::Schedule');
}, 120_000);

const ofServices = (environment: string) =>
  schedules.filter(({ Properties }) => (Properties['Name'] as string).startsWith(`sluice-${environment}-services-`));

describe('an environment with off-hours', () => {
  it('sends its services to sleep and wakes them, each day, in its own time zone', () => {
    expect(
      ofServices('staging').map(({ Properties }) => [
        Properties['Name'],
        Properties['ScheduleExpression'],
        Properties['ScheduleExpressionTimezone'],
        Properties['Target'].Input,
      ]),
    ).toEqual([
      ['sluice-staging-services-stop', 'cron(0 18 * * ? *)', 'UTC', '{"hour":"stop"}'],
      ['sluice-staging-services-start', 'cron(0 8 * * ? *)', 'UTC', '{"hour":"start"}'],
    ]);
  });

  it('is the only one with such a schedule', () => {
    expect([...ofServices('development'), ...ofServices('production')]).toEqual([]);
  });
});
