import { approvalGiven } from './deployment/approval-given.ts';
import { approvalRefused } from './deployment/approval-refused.ts';
import { alarmInBake } from './canary/alarm-in-bake.ts';
import { canaryErrors } from './canary/canary-errors.ts';
import { canaryFailsUnderLoad } from './canary/canary-fails-under-load.ts';
import { canaryGood } from './canary/canary-good.ts';
import { canaryLittleTraffic } from './canary/canary-little-traffic.ts';
import { canarySharedIncident } from './canary/canary-shared-incident.ts';
import { canarySlowTail } from './canary/canary-slow-tail.ts';
import { canaryWholeDay } from './canary/canary-whole-day.ts';
import { crashAtStart } from './deployment/crash-at-start.ts';
import { degraded } from './deployment/degraded.ts';
import { eventThreeTimes } from './deployment/event-three-times.ts';
import { firstDeployment } from './deployment/first-deployment.ts';
import { goodRelease } from './deployment/good-release.ts';
import { imageMissing } from './deployment/image-missing.ts';
import { neverHealthy } from './deployment/never-healthy.ts';
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
import { probeForbidden } from './regions/probe-forbidden.ts';
import { usersCutOff } from './regions/users-cut-off.ts';
import { primarySilent } from './regions/primary-silent.ts';
import { regionDark } from './regions/region-dark.ts';
import { standbySick } from './regions/standby-sick.ts';
import { quotaReached } from './deployment/quota-reached.ts';
import { presetStories } from './presets.ts';
import { restore } from './deployment/restore.ts';
import { scaleOutAndIn } from './interference/scale-out-and-in.ts';
import { scanFinding } from './deployment/scan-finding.ts';
import type { Scenario } from './scenario.ts';
import { smokeTestFails } from './deployment/smoke-test-fails.ts';
import { stackUpdateMidCanary } from './interference/stack-update-mid-canary.ts';
import { stoppedByHand } from './interference/stopped-by-hand.ts';
import { stoppedAtEachStage } from './interference/stopped-at-each-stage.ts';
import { twoAtOnceQueued } from './deployment/two-at-once-queued.ts';
import { twoAtOnceSuperseding } from './deployment/two-at-once-superseding.ts';
import { twoAtOnce } from './deployment/two-at-once.ts';
import { weightChangedBefore } from './interference/weight-changed-before.ts';
import { weightChangedByHand } from './interference/weight-changed-by-hand.ts';

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
  probeForbidden,
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

/** Every scenario that a user can name. */
export const allScenarios: readonly Scenario[] = [...scenarios, ...longScenarios, ...regionScenarios];

export const scenariosNamed = (...names: readonly string[]): readonly Scenario[] =>
  names.map((name) => {
    const scenario = scenarioNamed(name);
    if (scenario === undefined) throw new Error(`There is no scenario ${name}.`);
    return scenario;
  });

export const scenarioNamed = (name: string): Scenario | undefined =>
  [...allScenarios, ...presetStories()].find((scenario) => scenario.name === name);
