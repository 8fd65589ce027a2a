import { regionScenario } from './region-scenario.ts';

export const failoverHeld = regionScenario({
  name: 'failover-held',
  title: 'A person holds failovers, and another forces one',
  story:
    'The primary goes dark while a hold is on, so Sluice asks people instead. Then an operator starts a takeover by hand.',
  live: 'v1',
  plot: {
    given: {},
    when: [
      { say: { mode: 'hold', by: 'Ada', reason: 'the network is being rebuilt' }, thenSeconds: 13 },
      { primary: 'dark', thenSeconds: 60 },
      { say: { mode: 'manual', by: 'Grace', reason: 'this is real', force: true }, thenSeconds: 120 },
    ],
    then: { runs: ['taken-over'], serving: 'standby', pages: ['no failover starts automatically', 'taken-over'] },
  },
});
