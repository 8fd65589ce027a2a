import { regionScenario } from './region-scenario.ts';

export const probeForbidden = regionScenario({
  name: 'probe-forbidden',
  title: 'The firewall refuses the probes of the standby',
  story:
    'The firewall of the primary region answers the probes of the standby with 403, and users are served as before. A refusal says nothing about the region, so it counts neither for nor against it: traffic stays, and after two minutes people are paged.',
  live: 'v1',
  plot: {
    given: {},
    when: [
      { primary: 'probe-forbidden', thenSeconds: 160 },
      { primary: 'well', thenSeconds: 15 },
    ],
    then: { runs: [], serving: 'primary', pages: ['firewall refuses the probes'] },
  },
});
