import { regionScenario } from './region-scenario.ts';

export const standbySick = regionScenario({
  name: 'standby-sick',
  title: 'The standby is not fit to take over',
  story: 'The primary goes dark, but the standby runs nothing that is healthy. Traffic stays, and people are paged.',
  plot: {
    given: {},
    when: [{ primary: 'dark', thenSeconds: 120 }],
    then: { runs: ['held'], serving: 'primary', pages: ['held'] },
  },
});
