import { expect, it } from 'vitest';
import { clockSpeedFor } from '#rehearsal/play/regions/clock-speed.ts';
import { whyNotOnCloud } from '#rehearsal/play/regions/why-not-on-cloud.ts';
import { regionScenarios, scenarios } from '#rehearsal/scenarios/all.ts';

it('plays every story on the local cloud, and would say why not', () => {
  for (const scenario of [...scenarios, ...regionScenarios]) expect(whyNotOnCloud(scenario)).toBeUndefined();
  const elsewhere = { ...regionScenarios[0]!.plot!, when: [{ primary: 'asleep' as never, thenSeconds: 1 }] };
  expect(whyNotOnCloud({ ...regionScenarios[0]!, plot: elsewhere })).toBe('no region here can be asleep');
});

it('tells the more slowly the more seconds of the machine are counted in what is promised', () => {
  const speedOf = (name: string) => clockSpeedFor(regionScenarios.find((scenario) => scenario.name === name)!.plot!);
  expect(speedOf('primary-silent')).toBeLessThan(speedOf('region-dark'));
  expect(speedOf('region-dark')).toBeLessThan(speedOf('failback'));
});
