import type { EnvironmentPart } from '#config/resolve/effective-service.ts';
import { finding, type Finding } from './findings.ts';
import type { Path } from './path.ts';
import { toOffHours } from '#config/schema/off-hours-schema.ts';
import type { EnvironmentPreset } from '#config/sluice-config.ts';

/** Where nobody may be asleep, and hours that are none. */
export function rulesOfOffHours(at: Path, environment: EnvironmentPart, preset: EnvironmentPreset): readonly Finding[] {
  if (environment.offHours === undefined) return [];
  const where = [...at, 'offHours'];
  return [
    ...usersSleepToo(where, preset, [where, [...at, 'like']]),
    ...standbyWouldTakeOver(where, environment, [where, [...at, 'failover']]),
    ...hoursDiffer(where, toOffHours(environment.offHours)),
  ];
}

function usersSleepToo(at: Path, preset: EnvironmentPreset, from: readonly Path[]): readonly Finding[] {
  if (preset !== 'production') return [];
  const problem = 'production has users at any hour';
  const allowed = 'environments like development and staging';
  return [finding({ at, value: 'offHours', problem, allowed, remedy: 'leave it out', from })];
}

function standbyWouldTakeOver(at: Path, { failover }: EnvironmentPart, from: readonly Path[]): readonly Finding[] {
  if (failover === undefined) return [];
  const problem = 'a standby would take over from a region that only sleeps';
  const allowed = 'environments without failover';
  return [finding({ at, value: 'offHours', problem, allowed, remedy: 'leave one of the two out', from })];
}

function hoursDiffer(at: Path, { from, until }: { readonly from: string; readonly until: string }): readonly Finding[] {
  if (from !== until) return [];
  const problem = 'the off-hours would begin and end at the same time';
  return [finding({ at: [...at, 'until'], value: until, problem, allowed: `any time but ${from}`, from: [at] })];
}
