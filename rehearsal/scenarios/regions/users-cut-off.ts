import { regionScenario } from './region-scenario.ts';

export const usersCutOff = regionScenario({
  name: 'users-cut-off',
  title: 'Healthy for the standby, down for users',
  story:
    'Users get no answer from the primary, Route 53’s checkers say so, and an alarm goes off twice. But the primary answers every probe of the standby. The standby does not move traffic against its own probes: after three minutes it pages a person.',
  live: 'v1',
  plot: {
    given: {},
    when: [
      { primary: 'cut-off', thenSeconds: 20 },
      { alarm: 'ALARM', deliveries: 1, thenSeconds: 190 },
      // Once more: the alarm has seen no request since, and found nothing wrong.
      { alarm: 'ALARM', deliveries: 1, thenSeconds: 40 },
      { primary: 'well', thenSeconds: 5 },
      { alarm: 'OK', deliveries: 1, thenSeconds: 10 },
    ],
    then: { runs: [], serving: 'primary', pages: ['is reported down'] },
  },
});
