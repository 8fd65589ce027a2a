import { describe, expect, it } from 'vitest';
import { forecast, forecastWindow } from '#domain/canary/forecast.ts';
import { minuteMs, silence } from '#domain/canary/measured-minute.ts';
import type { DeploymentPlan } from '#domain/deployment/deployment-plan.ts';
import { judgingOf } from '#domain/strategy/strategy.ts';
import { strategyPresets } from '#wire/strategy-presets.ts';

const now = new Date('2026-01-05T09:30:20Z');

const planBy = (name: keyof typeof strategyPresets) =>
  ({
    shift: { to: 'blue', steps: strategyPresets[name].steps, judging: judgingOf(strategyPresets[name]) },
    live: { slot: 'green', tasks: 3 },
  }) as unknown as DeploymentPlan;

const planOf = (weight: number, bakeSeconds: number) =>
  ({
    shift: {
      to: 'blue',
      steps: [
        { weight, bakeSeconds },
        { weight: 100, bakeSeconds: 300 },
      ],
      judging: {},
    },
    live: { slot: 'green', tasks: 3 },
  }) as unknown as DeploymentPlan;

const halfAnHourOf = (requests: number, errors = 0) =>
  Array.from({ length: 30 }, (_, i) => ({
    at: Date.parse('2026-01-05T09:00:00Z') + i * minuteMs,
    slots: { blue: silence, green: { ...silence, requests, errors } },
  }));

describe('a forecast', () => {
  it('warns that a first weight gets too few requests, and says where to start', () => {
    expect(forecast(planBy('canary-phased'), halfAnHourOf(40))).toBe(
      'At 40 requests a minute 1 % for 5 min is not enough to judge a new version: that takes about 31 min. ' +
        'Start at 10 %, or bake longer',
    );
  });

  it('says that nothing but time helps where there is hardly any traffic', () => {
    const words = forecast(planBy('canary-phased'), halfAnHourOf(0.1));
    expect(words).toContain('that takes more than 48 hours');
    expect(words).toMatch(/\. Bake longer$/);
  });

  it.each([
    ['canary-phased', 2000],
    ['canary-gradual', 100],
    ['canary-watch', 400],
  ] as const)('says nothing where %s gets enough of %i requests a minute', (name, requests) => {
    expect(forecast(planBy(name), halfAnHourOf(requests))).toBeUndefined();
  });

  it('warns of a limit that so few requests cannot tell, before a day is spent on it', () => {
    expect(forecast(planBy('canary-watch'), halfAnHourOf(300))).toBe(
      '5 % of 300 requests a minute are not enough to measure the p99 limit, ' +
        'and an unmeasured limit stops the shift. Remove the limit, or use a larger weight before 100 %',
    );
  });

  it('says that silence teaches nothing, where there is no traffic at all', () => {
    for (const measured of [[], halfAnHourOf(0)])
      expect(forecast(planBy('canary-phased'), measured)).toMatch(
        /The live version has had no requests for half an hour/,
      );
  });

  it('reads the last half hour, and nothing where the first weight is not judged', () => {
    expect(forecastWindow(planBy('canary-phased'), now)).toEqual({
      from: new Date('2026-01-05T09:00:00Z'),
      until: new Date('2026-01-05T09:30:00Z'),
    });
    for (const name of ['blue-green', 'rolling', 'all-at-once'] as const)
      expect(forecastWindow(planBy(name), now)).toBeUndefined();
  });

  it('is wanted for a first weight that is judged for one minute, and not for less', () => {
    expect(forecastWindow(planOf(10, 60), now)).toEqual({
      from: new Date('2026-01-05T09:00:00Z'),
      until: new Date('2026-01-05T09:30:00Z'),
    });
    expect(forecastWindow(planOf(10, 59), now)).toBeUndefined();
  });

  it('says both, that a first weight and a limit get too few requests', () => {
    expect(forecast(planBy('canary-gradual'), halfAnHourOf(5))).toBe(
      'At 5 requests a minute 5 % for 30 min is not enough to judge a new version: that takes about 95 min. ' +
        'Start at 20 %, or bake longer. ' +
        '50 % of 5 requests a minute are not enough to measure the p99 limit, ' +
        'and an unmeasured limit stops the shift. Remove the limit, or use a larger weight before 100 %',
    );
  });
});

describe('the time that a forecast names', () => {
  const takes = (plan: DeploymentPlan, requests: number, errors = 0) =>
    forecast(plan, halfAnHourOf(requests, errors))?.replace(/^.*: that takes (.*)\. Bake longer$/, '$1');

  it.each([
    [3, 'about 7 hours'],
    [1, 'about 20 hours'],
    [0.403, 'about 48 hours'],
    [0.4, 'more than 48 hours'],
  ])('at %f requests a minute on 1 % is %s', (requests, words) => {
    expect(takes(planBy('canary-phased'), requests)).toBe(words);
  });

  it.each([
    [0.1, 'about 55 min'],
    [0.3, 'about 80 min'],
  ])('grows with the errors of the live version on the rest: at %f of 40 requests it is %s', (errors, words) => {
    expect(takes(planOf(10, 60), 40, errors)).toBe(words);
  });

  // The judge knows little of a live rate at first, so its first minutes promise too little for the later ones.
  it.each([
    [50, 100, 5, 'about 20 min'],
    [50, 20, 0.2, 'about 57 min'],
    [10, 40, 0.5, 'about 104 min'],
  ])(
    'is what the judge takes, at weight %i with %i requests and %f errors a minute: %s',
    (weight, requests, errors, words) => {
      expect(forecast(planOf(weight, 60), halfAnHourOf(requests, errors))).toContain(`that takes ${words}.`);
    },
  );

  it('is named where all requests fail, too', () => {
    expect(forecast(planBy('canary-phased'), halfAnHourOf(10, 10))).toMatch(
      /^At 10 requests a minute 1 % for 5 min is not enough to judge a new version: that takes /,
    );
  });
});

describe('the advice of a forecast', () => {
  it('is never a smaller weight, with which the new version would get fewer requests', () => {
    expect(forecast(planOf(50, 300), halfAnHourOf(20, 0.2))).toMatch(/\. Bake longer$/);
  });
});
