import { regionScenario } from './region-scenario.ts';

export const lagAboveLimit = regionScenario({
  name: 'lag-above-limit',
  title: 'More data would be lost than is allowed',
  story:
    'The copy is four minutes behind and 30 s are allowed. The failover waits until a named person accepts the loss.',
  live: 'v1',
  plot: {
    given: { lagSeconds: 240 },
    when: [
      { primary: 'well', thenSeconds: 13 },
      { primary: 'dark', thenSeconds: 60 },
      {
        say: { mode: 'accept-loss', by: 'Ada', reason: 'orders can be entered again', acceptLossSeconds: 300 },
        thenSeconds: 200,
      },
    ],
    then: {
      runs: ['taken-over'],
      serving: 'standby',
      pages: ['is waiting for your decision', 'taken-over'],
      word: { by: 'Ada', acceptLossSeconds: 300 },
    },
  },
});
