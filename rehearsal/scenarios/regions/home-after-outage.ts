import { regionScenario } from './region-scenario.ts';

export const homeAfterOutage = regionScenario({
  name: 'home-after-outage',
  title: 'Back in the primary after an outage',
  story:
    'The primary goes dark, and an operator starts a takeover by hand at once. When the primary has come back, traffic returns step by step: from then on no request fails.',
  live: 'v1',
  plot: {
    given: {},
    when: [
      { primary: 'dark', thenSeconds: 5 },
      { say: { mode: 'manual', by: 'Grace', reason: 'this is real', force: true }, thenSeconds: 150 },
      { primary: 'well', thenSeconds: 60 },
      { say: { mode: 'failback', by: 'Ada', reason: 'the region is back' }, thenSeconds: 400 },
    ],
    then: { runs: ['taken-over', 'returned'], serving: 'primary', pages: ['taken-over', 'returned'] },
  },
});
