import { toContainer, toPermissions } from '#config/schema/container-schema.ts';
import { defined } from './defined.ts';
import { environmentPresets } from './environment-presets.ts';
import type { PartlyChecked } from '#config/schema/input-schema.ts';
import { type Path, valueAt } from '#config/rules/path.ts';
import type { EnvironmentPreset, WorkerSpecification } from '#config/sluice-config.ts';

export type WorkerPart = PartlyChecked['workers'][string];
export type WorkerOverridePart = NonNullable<PartlyChecked['environments'][string]['workers']>[string];

/** A worker with the values of one environment, without its image, which is the same everywhere. */
export type EffectiveWorker = Omit<WorkerSpecification, 'image'> & {
  readonly source: (field: keyof WorkerOverridePart, key?: string) => Path;
};

const usual = { cpu: 2048, messagesPerTask: 100, limit: 30 * 60 } as const;

export function effectiveWorker(
  environment: string,
  preset: EnvironmentPreset,
  [name, worker]: readonly [string, WorkerPart],
  override: WorkerOverridePart = {},
): EffectiveWorker {
  const { tasks, spot, workerBakeSeconds } = environmentPresets[preset];
  const chosen = { ...usual, spot, bake: workerBakeSeconds, ...defined(worker), ...defined(override) };
  return {
    name,
    cpu: chosen.cpu,
    memoryMiB: chosen.memoryMiB ?? 2 * chosen.cpu,
    tasks: { ...tasks, ...defined(worker.tasks), ...defined(override.tasks) },
    spot: chosen.spot,
    messagesPerTask: chosen.messagesPerTask,
    limitSeconds: chosen.limit,
    bakeSeconds: chosen.bake,
    ...(worker.queue === undefined ? {} : { queue: worker.queue }),
    container: toContainer(worker.container),
    permissions: toPermissions(chosen.permissions),
    environment: { ...worker.environment, ...override.environment },
    secrets: { ...worker.secrets, ...override.secrets },
    source: (field, key) => {
      const own: unknown = override[field];
      const overridden = key === undefined ? own : valueAt(own, [key]);
      const owner = overridden === undefined ? ['workers', name] : ['environments', environment, 'workers', name];
      return [...owner, field, ...(key === undefined ? [] : [key])];
    },
  };
}
