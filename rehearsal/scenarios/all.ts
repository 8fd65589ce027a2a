import { approvalGiven } from './approval-given.ts';
import { approvalRefused } from './approval-refused.ts';
import { alarmInBake } from './alarm-in-bake.ts';
import { canaryErrors } from './canary-errors.ts';
import { canaryFailsUnderLoad } from './canary-fails-under-load.ts';
import { canaryGood } from './canary-good.ts';
import { canaryLittleTraffic } from './canary-little-traffic.ts';
import { canarySharedIncident } from './canary-shared-incident.ts';
import { canarySlowTail } from './canary-slow-tail.ts';
import { canaryWholeDay } from './canary-whole-day.ts';
import { crashAtStart } from './crash-at-start.ts';
import { degraded } from './degraded.ts';
import { eventThreeTimes } from './event-three-times.ts';
import { firstDeployment } from './first-deployment.ts';
import { goodRelease } from './good-release.ts';
import { imageMissing } from './image-missing.ts';
import { neverHealthy } from './never-healthy.ts';
import { alarmTwice } from './regions/alarm-twice.ts';
import { badReleaseInPrimary } from './regions/bad-release-in-primary.ts';
import { bothSick } from './regions/both-sick.ts';
import { drill } from './regions/drill.ts';
import { failback } from './regions/failback.ts';
import { failoverDuringDeployment } from './regions/failover-during-deployment.ts';
import { failoverHeld } from './regions/failover-held.ts';
import { flapping } from './regions/flapping.ts';
import { homeAfterOutage } from './regions/home-after-outage.ts';
import { lagAboveLimit } from './regions/lag-above-limit.ts';
import { oneSickZone } from './regions/one-sick-zone.ts';
import { oneVoice } from './regions/one-voice.ts';
import { usersCutOff } from './regions/users-cut-off.ts';
import { primarySilent } from './regions/primary-silent.ts';
import { regionDark } from './regions/region-dark.ts';
import { standbySick } from './regions/standby-sick.ts';
import { quotaReached } from './quota-reached.ts';
import { presetStories } from './presets.ts';
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
import { weightChangedBefore } from './weight-changed-before.ts';
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
  quotaReached,
  approvalGiven,
  approvalRefused,
  stoppedByHand,
  weightChangedBefore,
  weightChangedByHand,
  twoAtOnce,
  restore,
  twoAtOnceQueued,
  twoAtOnceSuperseding,
  eventThreeTimes,
  stackUpdateMidCanary,
  scaleOutAndIn,
  canaryGood,
  canaryErrors,
  canarySlowTail,
  canaryFailsUnderLoad,
  canaryLittleTraffic,
  canarySharedIncident,
  alarmInBake,
];

/** Many stories in one, which are played by name alone. */
export const longScenarios: readonly Scenario[] = [stoppedAtEachStage, canaryWholeDay];

/** Between two regions. */
export const regionScenarios: readonly Scenario[] = [
  regionDark,
  primarySilent,
  alarmTwice,
  oneVoice,
  usersCutOff,
  oneSickZone,
  badReleaseInPrimary,
  flapping,
  standbySick,
  bothSick,
  lagAboveLimit,
  drill,
  failback,
  homeAfterOutage,
  failoverDuringDeployment,
  failoverHeld,
];

/** Whatever can be asked for by name. */
export const allScenarios: readonly Scenario[] = [...scenarios, ...longScenarios, ...regionScenarios];

export const scenariosNamed = (...names: readonly string[]): readonly Scenario[] =>
  names.map((name) => {
    const scenario = scenarioNamed(name);
    if (scenario === undefined) throw new Error(`There is no scenario ${name}.`);
    return scenario;
  });

export const scenarioNamed = (name: string): Scenario | undefined =>
  [...allScenarios, ...presetStories()].find((scenario) => scenario.name === name);
