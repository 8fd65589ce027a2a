import type { EnvironmentPart } from '#config/resolve/effective-service.ts';
import { finding, type Finding } from './findings.ts';
import type { Path } from './path.ts';
import { toOffHours } from '#config/schema/off-hours-schema.ts';
import type { EnvironmentPreset } from '#config/sluice-config.ts';

/** Refuses off-hours for production, together with failover, and with no duration. */
export function rulesOfOffHours(at: Path, environment: EnvironmentPart, preset: EnvironmentPreset): readonly Finding[] {
  if (environment.offHours === undefined) return [];
  const where = [...at, 'offHours'];
  return [
    ...notInProduction(where, preset, [where, [...at, 'like']]),
    ...notWithFailover(where, environment, [where, [...at, 'failover']]),
    ...hoursDiffer(where, toOffHours(environment.offHours)),
  ];
}

function notInProduction(at: Path, preset: EnvironmentPreset, from: readonly Path[]): readonly Finding[] {
  if (preset !== 'production') return [];
  const problem = 'production must run at all hours';
  const allowed = 'environments like development and staging';
  return [finding({ at, value: 'offHours', problem, allowed, remedy: 'remove it', from })];
}

function notWithFailover(at: Path, { failover }: EnvironmentPart, from: readonly Path[]): readonly Finding[] {
  if (failover === undefined) return [];
  const problem = 'the standby region would take over when off-hours begin';
  const allowed = 'environments without failover';
  return [finding({ at, value: 'offHours', problem, allowed, remedy: 'remove one of them', from })];
}

function hoursDiffer(at: Path, { from, until }: { readonly from: string; readonly until: string }): readonly Finding[] {
  if (from !== until) return [];
  const problem = 'off-hours would begin and end at the same time';
  return [finding({ at: [...at, 'until'], value: until, problem, allowed: `any time but ${from}`, from: [at] })];
}
