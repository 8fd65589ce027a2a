import { regionScenario } from './region-scenario.ts';

export const flapping = regionScenario({
  name: 'flapping',
  title: 'A region that fails for moments',
  story:
    'The primary repeatedly answers with errors for a moment, and its checkers see it, too. A moment is no outage: traffic stays.',
  live: 'v1',
  plot: {
    given: {},
    when: [
      { primary: 'well', thenSeconds: 7 },
      { primary: 'erring', thenSeconds: 5 },
      { primary: 'well', thenSeconds: 15 },
      { primary: 'erring', thenSeconds: 5 },
      { primary: 'well', thenSeconds: 15 },
      { primary: 'erring', thenSeconds: 5 },
      { primary: 'well', thenSeconds: 15 },
    ],
    then: { runs: [], serving: 'primary', pages: [] },
  },
});
