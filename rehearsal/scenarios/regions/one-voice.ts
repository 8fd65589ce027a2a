import { regionScenario } from './region-scenario.ts';

export const oneVoice = regionScenario({
  name: 'one-voice',
  title: 'A single signal',
  story:
    'First the network between the standby and the primary breaks, and only the probes report an outage. Then one alarm goes off, and its event arrives three times. Each is a single signal, and traffic stays.',
  live: 'v1',
  plot: {
    given: {},
    when: [
      { primary: 'unreachable', thenSeconds: 40 },
      { primary: 'well', thenSeconds: 12 },
      { alarm: 'ALARM', deliveries: 3, thenSeconds: 30 },
      { alarm: 'OK', deliveries: 1, thenSeconds: 5 },
    ],
    then: { runs: [], serving: 'primary', pages: [] },
  },
});
