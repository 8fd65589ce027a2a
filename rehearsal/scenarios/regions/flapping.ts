import { regionScenario } from './region-scenario.ts';

export const flapping = regionScenario({
  name: 'flapping',
  title: 'A region that comes and goes',
  story:
    'The primary is down for a moment again and again, the way to it breaks for minutes, and one alarm comes three times. Traffic stays.',
  live: 'v1',
  plot: {
    given: {},
    when: [
      { primary: 'dark', thenSeconds: 9 },
      { primary: 'well', thenSeconds: 20 },
      { primary: 'dark', thenSeconds: 9 },
      { primary: 'well', thenSeconds: 20 },
      { primary: 'dark', thenSeconds: 9 },
      { primary: 'well', thenSeconds: 60 },
      { alarm: 'ALARM', deliveries: 3, thenSeconds: 60 },
      { alarm: 'OK', deliveries: 1, thenSeconds: 60 },
      { primary: 'unreachable', thenSeconds: 300 },
      { primary: 'well', thenSeconds: 60 },
    ],
    then: { runs: [], serving: 'primary' },
  },
});
