import type { EnvironmentPart } from './effective-service.ts';
import { finding, type Finding } from './findings.ts';
import type { Path } from './path.ts';
import { toRest } from './rest-schema.ts';
import type { EnvironmentPreset } from './sluice-config.ts';

/** Where nobody may be asleep, and hours that are none. */
export function rulesOfRest(at: Path, environment: EnvironmentPart, preset: EnvironmentPreset): readonly Finding[] {
  if (environment.rest === undefined) return [];
  const where = [...at, 'rest'];
  return [
    ...usersSleepToo(where, preset, [where, [...at, 'like']]),
    ...standbyWouldTakeOver(where, environment, [where, [...at, 'failover']]),
    ...hoursDiffer(where, toRest(environment.rest)),
  ];
}

function usersSleepToo(at: Path, preset: EnvironmentPreset, from: readonly Path[]): readonly Finding[] {
  if (preset !== 'production') return [];
  const problem = 'production has users at any hour';
  const allowed = 'environments like development and staging';
  return [finding({ at, value: 'rest', problem, allowed, remedy: 'leave it out', from })];
}

function standbyWouldTakeOver(at: Path, { failover }: EnvironmentPart, from: readonly Path[]): readonly Finding[] {
  if (failover === undefined) return [];
  const problem = 'a standby would take over from a region that only sleeps';
  const allowed = 'environments without failover';
  return [finding({ at, value: 'rest', problem, allowed, remedy: 'leave one of the two out', from })];
}

function hoursDiffer(at: Path, { from, until }: { readonly from: string; readonly until: string }): readonly Finding[] {
  if (from !== until) return [];
  const problem = 'the night would begin and end at once';
  return [finding({ at: [...at, 'until'], value: until, problem, allowed: `any time but ${from}`, from: [at] })];
}
