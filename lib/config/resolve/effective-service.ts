import type { Migration } from '#domain/deployment/migration.ts';
import type { Hook, Hooks } from '#domain/deployment/hook.ts';
import type { Strategy } from '#domain/strategy/strategy.ts';
import type { Scaling } from '#wire/scaling.ts';
import type { Permissions } from '#wire/container.ts';
import type { Balancing, RouteRule } from '#wire/service-specification.ts';
import { toPermissions } from '#config/schema/container-schema.ts';
import { defined } from './defined.ts';
import { environmentPresets } from './environment-presets.ts';
import type { PartlyChecked } from '#config/schema/input-schema.ts';
import type { Path } from '#config/rules/path.ts';
import { routePriority } from './route-priority.ts';
import { toScaling } from '#config/schema/scaling-schema.ts';
import type { EnvironmentPreset } from '#config/sluice-config.ts';
import { toStrategy } from '#config/schema/strategy-schema.ts';

export type EnvironmentPart = PartlyChecked['environments'][string];
export type ServicePart = PartlyChecked['services'][string];
export type OverridePart = NonNullable<EnvironmentPart['services']>[string];
type Field = keyof OverridePart;

/** A service with the values of one environment: the override, else the service's value, else the default. */
export interface EffectiveService {
  readonly name: string;
  readonly cpu: number;
  readonly memoryMiB: number;
  readonly tasks: { readonly min: number; readonly max: number };
  readonly scaling: Scaling;
  readonly spot: number;
  readonly balancing: Balancing;
  readonly stickySeconds?: number;
  readonly slowStartSeconds?: number;
  readonly drainSeconds: number;
  readonly permissions: Permissions;
  readonly strategy: Strategy;
  readonly migration?: Migration;
  readonly hooks: Hooks;
  readonly route: RouteRule;
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** The place that a value comes from, or the place to set it if it is a default. */
  readonly source: (field: Field, key?: string) => Path;
}

/** Defaults that are the same in every environment. */
const usual = { cpu: 1024, balancing: 'round-robin', drainSeconds: 30, route: {} } as const;
const minutes = 60;

export function effectiveService(
  environment: string,
  preset: EnvironmentPreset,
  [name, service]: readonly [string, ServicePart],
  override: OverridePart = {},
): EffectiveService {
  const defaults = environmentPresets[preset];
  const {
    cpu,
    memoryMiB,
    scaling,
    spot,
    balancing,
    stickySeconds,
    slowStartSeconds,
    drainSeconds,
    permissions,
    route,
    migration,
    ...hooks
  } = { ...usual, ...environmentPresets[preset], ...defined(service), ...defined(override) };
  return {
    name,
    cpu,
    // Fargate supports twice as much memory as CPU units for every `cpu`.
    memoryMiB: memoryMiB ?? 2 * cpu,
    tasks: { ...defaults.tasks, ...defined(service.tasks), ...defined(override.tasks) },
    scaling: toScaling(scaling),
    spot,
    balancing,
    ...(stickySeconds === undefined ? {} : { stickySeconds }),
    ...(slowStartSeconds === undefined ? {} : { slowStartSeconds }),
    drainSeconds,
    permissions: toPermissions(permissions),
    strategy: toStrategy(defaults.strategy, [service.strategy, override.strategy]),
    ...(migration && { migration: toMigration(migration) }),
    hooks: toHooks(hooks),
    route: toRoute(route),
    environment: { ...service.environment, ...override.environment },
    secrets: { ...service.secrets, ...override.secrets },
    source: (field, key) => {
      const overridden =
        key === undefined ? override[field] : (override[field] as Record<string, unknown> | undefined)?.[key];
      const owner = overridden === undefined ? ['services', name] : ['environments', environment, 'services', name];
      return [...owner, field, ...(key === undefined ? [] : [key])];
    },
  };
}

const toHooks = ({ smokeTest, onRollback }: Pick<OverridePart, 'smokeTest' | 'onRollback'>): Hooks => ({
  ...(smokeTest && { smokeTest: toHook(smokeTest) }),
  ...(onRollback && { onRollback: toHook(onRollback) }),
});

function toMigration(migration: NonNullable<ServicePart['migration']>): Migration {
  const { command, check, destructive = false, databaseCluster, timeout: timeoutSeconds = 15 * minutes } = migration;
  return {
    run: { command, timeoutSeconds },
    ...(check && !destructive && { check: { command: check, timeoutSeconds } }),
    ...(databaseCluster && { databaseCluster }),
  };
}

function toHook({ function: name, command = [], timeout = 5 * minutes }: NonNullable<ServicePart['smokeTest']>): Hook {
  return { timeoutSeconds: timeout, ...(name === undefined ? { command } : { function: name }) };
}

function toRoute({ path, host, priority }: NonNullable<ServicePart['route']>): RouteRule {
  const rule = host === undefined ? { path: path ?? '/*' } : { host };
  return { ...rule, priority: priority ?? routePriority(rule) };
}
