import { regionScenario } from './region-scenario.ts';

export const oneVoice = regionScenario({
  name: 'one-voice',
  title: 'One voice alone',
  story:
    'First the way from the standby to the primary breaks, and its probes alone say that all is lost. Then one alarm rings, and comes three times. Each is one voice, and traffic stays.',
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
