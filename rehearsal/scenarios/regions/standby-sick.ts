import { regionScenario } from './region-scenario.ts';

export const standbySick = regionScenario({
  name: 'standby-sick',
  title: 'The standby is not fit to take over',
  story: 'The primary goes dark, but the standby has no healthy task. Traffic stays, and Sluice pages people.',
  plot: {
    given: {},
    when: [{ primary: 'dark', thenSeconds: 120 }],
    then: { runs: ['held'], serving: 'primary', pages: ['held'] },
  },
});
