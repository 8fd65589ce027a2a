import { regionScenario } from './region-scenario.ts';

export const usersCutOff = regionScenario({
  name: 'users-cut-off',
  title: 'Well for the standby, and for nobody else',
  story:
    'Users get no answer from the primary, Route 53’s checkers say so, and an alarm rings twice; but it answers whatever the standby asks. Nothing moves by itself on words against its own eyes: after three minutes somebody is paged.',
  live: 'v1',
  plot: {
    given: {},
    when: [
      { primary: 'cut-off', thenSeconds: 20 },
      { alarm: 'ALARM', deliveries: 1, thenSeconds: 190 },
      // Once more, as it has seen no request since, and found nothing wrong.
      { alarm: 'ALARM', deliveries: 1, thenSeconds: 40 },
      { primary: 'well', thenSeconds: 5 },
      { alarm: 'OK', deliveries: 1, thenSeconds: 10 },
    ],
    then: { runs: [], serving: 'primary', pages: ['is reported down'] },
  },
});
