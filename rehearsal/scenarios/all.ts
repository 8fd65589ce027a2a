import { crashAtStart } from './crash-at-start.ts';
import { degraded } from './degraded.ts';
import { eventThreeTimes } from './event-three-times.ts';
import { firstDeployment } from './first-deployment.ts';
import { goodRelease } from './good-release.ts';
import { imageMissing } from './image-missing.ts';
import { neverHealthy } from './never-healthy.ts';
import { restore } from './restore.ts';
import { scaleOutAndIn } from './scale-out-and-in.ts';
import { scanFinding } from './scan-finding.ts';
import type { Scenario } from './scenario.ts';
import { smokeTestFails } from './smoke-test-fails.ts';
import { stackUpdateMidCanary } from './stack-update-mid-canary.ts';
import { stoppedByHand } from './stopped-by-hand.ts';
import { stoppedAtEachStage } from './stopped-at-each-stage.ts';
import { twoAtOnceQueued } from './two-at-once-queued.ts';
import { twoAtOnceSuperseding } from './two-at-once-superseding.ts';
import { twoAtOnce } from './two-at-once.ts';
import { weightChangedByHand } from './weight-changed-by-hand.ts';

export const scenarios: readonly Scenario[] = [
  goodRelease,
  firstDeployment,
  crashAtStart,
  neverHealthy,
  degraded,
  smokeTestFails,
  imageMissing,
  scanFinding,
  stoppedByHand,
  weightChangedByHand,
  twoAtOnce,
  restore,
  twoAtOnceQueued,
  twoAtOnceSuperseding,
  eventThreeTimes,
  stackUpdateMidCanary,
  scaleOutAndIn,
];

/** Many stories in one, which are played by name alone. */
export const longScenarios: readonly Scenario[] = [stoppedAtEachStage];

export const scenarioNamed = (name: string): Scenario | undefined =>
  [...scenarios, ...longScenarios].find((scenario) => scenario.name === name);
