import { regionScenario } from './region-scenario.ts';

export const oneSickZone = regionScenario({
  name: 'one-sick-zone',
  title: 'One zone of the primary is sick',
  story:
    'What runs in one of the primary’s zones is lost, some requests fail, and an alarm says so. The other zones carry on, and traffic stays.',
  live: 'v1',
  plot: {
    given: {},
    when: [
      { primary: 'zone-sick', thenSeconds: 15 },
      { alarm: 'ALARM', deliveries: 1, thenSeconds: 40 },
      { alarm: 'OK', deliveries: 1, thenSeconds: 5 },
      { primary: 'well', thenSeconds: 5 },
    ],
    then: { runs: [], serving: 'primary', pages: [] },
  },
});
