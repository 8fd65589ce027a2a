import { regionScenario } from './region-scenario.ts';

export const bothSick = regionScenario({
  name: 'both-sick',
  title: 'Both regions are sick',
  story:
    'The primary answers with errors and its alarms say so; the standby has no healthy task. It holds and pages, once.',
  plot: {
    given: { lagSeconds: 2 },
    when: [
      { primary: 'erring', thenSeconds: 1 },
      { alarm: 'ALARM', deliveries: 2, thenSeconds: 120 },
    ],
    then: { runs: ['held'], serving: 'primary', pages: ['held'] },
  },
});
