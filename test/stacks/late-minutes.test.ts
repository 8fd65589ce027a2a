import { beforeAll, describe, expect, it } from 'vitest';
import { exampleTemplates } from './support/example-templates.ts';
import { type Found, resourcesIn } from './support/templates.ts';

let alarms: readonly Found[];
beforeAll(async () => {
  alarms = resourcesIn(await exampleTemplates('production'), 'AWS::CloudWatch::Alarm');
}, 120_000);

interface Query {
  readonly Id: string;
  readonly Expression?: string;
  readonly ReturnData?: boolean;
}

const queriesOf = ({ Properties }: Found) => (Properties['Metrics'] ?? []) as readonly Query[];

/** CloudWatch gives an expression a value at every minute, with or without data, where it fills in each series. */
const saysSomethingOfEveryMinute = (expression: string, ids: readonly string[]): boolean => {
  const notFilled = expression.replaceAll(/FILL\(\w+, \w+\)/g, '');
  return !ids.some((id) => new RegExp(`\\b${id}\\b`).test(notFilled));
};

const filledIn = () =>
  alarms.filter((alarm) => {
    const queries = queriesOf(alarm);
    const ids = queries.filter(({ Expression }) => Expression === undefined).map(({ Id }) => Id);
    return queries.some(({ Expression }) => Expression !== undefined && saysSomethingOfEveryMinute(Expression, ids));
  });

describe('a minute that has no data yet', () => {
  it('is filled in only where silence itself is the fault: elsewhere the newest would keep an alarm from going off', () => {
    expect(new Set(filledIn().map(({ Properties }) => Properties['AlarmName'] as string))).toEqual(
      new Set(['sluice-production-api-no-traffic']),
    );
  });

  it.each([
    ['FILL(a, 0) + FILL(b, 0)', true],
    ['IF(MAX([a, b]) > 0 AND FILL(b, 0) < 1, 1, 0)', false],
    ['IF(FILL(a, 0) > 0, b, 0)', false],
  ])('is filled in by %s: %s', (expression, made) => {
    expect(saysSomethingOfEveryMinute(expression, ['a', 'b'])).toBe(made);
  });
});
