import { targetOf } from '#rehearsal/simulator/world/target.ts';

/** A service in its catalogue, of which a test changes what it is about. */
export const smallService = targetOf({
  name: 'api',
  environment: 'test',
  region: 'us-east-1',
  repository: 'api',
  tasks: { min: 1, max: 2 },
  strategy: { name: 'quick', steps: [{ weight: 100, bakeSeconds: 0 }] },
});
