import { expect, it } from 'vitest';
import { clockSpeedFor } from '#rehearsal/play/regions/clock-speed.ts';
import { regionScenarios } from '#rehearsal/scenarios/all.ts';

it('tells the more slowly the more seconds of the machine are counted in what is promised', () => {
  const speedOf = (name: string) => clockSpeedFor(regionScenarios.find((scenario) => scenario.name === name)!.plot!);
  expect(speedOf('primary-silent')).toBeLessThan(speedOf('region-dark'));
  expect(speedOf('region-dark')).toBeLessThan(speedOf('failback'));
});
