import { regionScenario } from './region-scenario.ts';

export const failoverDuringDeployment = regionScenario({
  name: 'failover-during-deployment',
  title: 'A region goes dark in the middle of a deployment',
  story:
    'The standby is half-way through a canary when it is needed. The failover stops the deployment, waits for its rollback, and then moves the traffic.',
  live: 'v1',
  plot: {
    given: {},
    when: [
      { deploy: 'v2', thenSeconds: 150 },
      { primary: 'dark', thenSeconds: 300 },
    ],
    then: { runs: ['taken-over'], serving: 'standby', servedAgainWithin: 180, pages: ['taken-over'] },
  },
});
