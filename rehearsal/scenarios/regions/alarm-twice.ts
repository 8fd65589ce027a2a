import { regionScenario } from './region-scenario.ts';

export const alarmTwice = regionScenario({
  name: 'alarm-twice',
  title: 'An alarm that is sent twice',
  story:
    'The primary answers with errors, and the event of its alarm is delivered twice. The standby takes over, and it does so once.',
  live: 'v1',
  plot: {
    given: { lagSeconds: 5 },
    when: [
      { primary: 'erring', thenSeconds: 3 },
      { alarm: 'ALARM', deliveries: 2, thenSeconds: 150 },
    ],
    then: { runs: ['taken-over'], serving: 'standby', pages: ['has started', 'taken-over'] },
  },
});
