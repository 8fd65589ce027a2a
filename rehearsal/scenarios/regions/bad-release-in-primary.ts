import { regionScenario } from './region-scenario.ts';

/** The worst case: the old version serves no user any more. */
const allAtOnce = [{ weight: 100, bakeSeconds: 50 }];

export const badReleaseInPrimary = regionScenario({
  name: 'bad-release-in-primary',
  title: 'A bad release is no outage',
  story:
    'The primary deploys a version that fails as soon as it has all users, and its error alarm goes off. It looks like an outage, but is none: the deployment rolls itself back, and the standby waits for that.',
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
