import { regionScenario } from './region-scenario.ts';

export const bothSick = regionScenario({
  name: 'both-sick',
  title: 'Both regions fail',
  story:
    'The primary answers with errors and its alarms go off, but the standby has no healthy task. The failover holds and pages people, once.',
  plot: {
    given: { lagSeconds: 2 },
    when: [
      { primary: 'erring', thenSeconds: 1 },
      { alarm: 'ALARM', deliveries: 2, thenSeconds: 120 },
    ],
    then: { runs: ['held'], serving: 'primary', pages: ['held'] },
  },
});
