import { regionScenario } from './region-scenario.ts';

export const failback = regionScenario({
  name: 'failback',
  title: 'Back to the primary, step by step',
  story: 'After a failover the primary is healthy again. Half of the traffic returns, then more, then all of it.',
  live: 'v1',
  plot: {
    given: {},
    when: [
      { say: { mode: 'manual', by: 'Ada', reason: 'maintenance of the primary region' }, thenSeconds: 120 },
      { say: { mode: 'failback', by: 'Ada', reason: 'the maintenance is over' }, thenSeconds: 400 },
    ],
    then: {
      runs: ['taken-over', 'returned'],
      serving: 'primary',
      servedAgainWithin: 0,
      pages: ['taken-over', 'returned'],
    },
  },
});
