import { expect, it } from 'vitest';
import { clockSpeedFor } from '#rehearsal/play/regions/clock-speed.ts';
import { whyNotOnCloud } from '#rehearsal/play/regions/why-not-on-cloud.ts';
import { regionScenarios, scenarios } from '#rehearsal/scenarios/all.ts';

it('plays every story on the local cloud but those that it has nothing for, and says why', () => {
  const elsewhere = [...scenarios, ...regionScenarios].flatMap((scenario) => {
    const why = whyNotOnCloud(scenario);
    return why === undefined ? [] : [[scenario.name, why]];
  });
  expect(Object.fromEntries(elsewhere)).toEqual({
    'lag-above-limit': expect.stringContaining('database') as string,
  });
});

it('tells the more slowly the more seconds of the machine are counted in what is promised', () => {
  const speedOf = (name: string) => clockSpeedFor(regionScenarios.find((scenario) => scenario.name === name)!.plot!);
  expect(speedOf('primary-silent')).toBeLessThan(speedOf('region-dark'));
  expect(speedOf('region-dark')).toBeLessThan(speedOf('failback'));
});
