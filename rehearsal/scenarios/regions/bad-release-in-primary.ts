import { regionScenario } from './region-scenario.ts';

/** As bad as it gets: nobody is left to whom the old version answers. */
const allAtOnce = [{ weight: 100, bakeSeconds: 50 }];

export const badReleaseInPrimary = regionScenario({
  name: 'bad-release-in-primary',
  title: 'A bad release is no outage',
  story:
    'The primary deploys a version that fails as soon as it has all users, and its alarm of errors rings. It looks like an outage and is none: the deployment takes itself back, and the standby lets it.',
  live: 'v1',
  plot: {
    given: {},
    when: [
      { deploy: 'v2-breaks-above-3', in: 'primary', steps: allAtOnce, thenSeconds: 20 },
      { alarm: 'ALARM', deliveries: 1, thenSeconds: 60 },
      { alarm: 'OK', deliveries: 1, thenSeconds: 10 },
    ],
    then: { runs: [], mayLookAgain: true, serving: 'primary' },
  },
});
