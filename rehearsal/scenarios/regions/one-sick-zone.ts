import { regionScenario } from './region-scenario.ts';

export const oneSickZone = regionScenario({
  name: 'one-sick-zone',
  title: 'One zone of the primary fails',
  story:
    'The primary loses the tasks in one of its zones, some requests fail, and an alarm goes off. The other zones keep serving, and traffic stays.',
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
