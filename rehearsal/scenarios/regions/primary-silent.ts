import { regionScenario } from './region-scenario.ts';

export const primarySilent = regionScenario({
  name: 'primary-silent',
  title: 'A region answers nothing at all',
  story:
    'The primary refuses nothing and no alarm goes off: every request to it just waits. The standby does not wait with it.',
  live: 'v1',
  plot: {
    given: {},
    when: [
      { primary: 'well', thenSeconds: 13 },
      { primary: 'silent', thenSeconds: 200 },
    ],
    then: { runs: ['taken-over'], serving: 'standby', servedAgainWithin: 120, pages: ['taken-over'] },
  },
});
