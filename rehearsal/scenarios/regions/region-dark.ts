import { regionScenario } from './region-scenario.ts';

export const regionDark = regionScenario({
  name: 'region-dark',
  title: 'A region goes dark and the other takes over',
  story:
    'The primary refuses every connection. The standby sees it twice, checks its own health, and takes over. No operator has to wake up.',
  live: 'v1',
  plot: {
    given: {},
    when: [
      { primary: 'well', thenSeconds: 13 },
      { primary: 'dark', thenSeconds: 180 },
    ],
    then: { runs: ['taken-over'], serving: 'standby', servedAgainWithin: 120, pages: ['has started', 'taken-over'] },
  },
});
