import { regionScenario } from './region-scenario.ts';

export const drill = regionScenario({
  name: 'drill',
  title: 'A drill changes nothing and finds a shortage',
  story:
    'A drill runs every step except the switch, with one task too few in the standby. Its report names the shortage; traffic and tasks are as before.',
  live: 'v1',
  plot: {
    given: { lagSeconds: 3, tasks: 2 },
    when: [{ say: { mode: 'drill', by: 'Ada', reason: 'the monthly drill' }, thenSeconds: 60 }],
    then: { runs: ['drilled'], serving: 'primary', shortage: /2 of the 3 healthy targets/ },
  },
});
