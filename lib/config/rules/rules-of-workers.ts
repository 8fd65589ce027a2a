import { effectiveWorker, type EffectiveWorker } from '#config/resolve/effective-worker.ts';
import type { EnvironmentPart } from '#config/resolve/effective-service.ts';
import { finding, type Finding } from './findings.ts';
import type { PartlyChecked } from '#config/schema/input-schema.ts';
import type { Path } from './path.ts';
import {
  overridesHaveServices,
  sizeIsSupported,
  tasksAreInOrder,
  variablesHaveOneSource,
} from './rules-of-environment.ts';
import { variablesAreNoSecrets } from './rules-of-part.ts';
import { secretsAreInTheirRegions } from './rules-of-secrets.ts';
import type { EnvironmentPreset } from '#config/sluice-config.ts';

/** Checks the workers of a file without its environments. */
export const rulesOfAllWorkers = ({ services, workers }: PartlyChecked): readonly Finding[] => [
  ...Object.keys(workers)
    .filter((name) => Object.hasOwn(services, name))
    .map((name) => {
      const at = ['workers', name];
      const problem = 'a service has the same name';
      const allowed = 'a name that no service has; deployment requests use it';
      return finding({ at, value: name, problem, allowed, from: [at, ['services', name]] });
    }),
  ...Object.entries(workers).flatMap(([name, worker]) =>
    variablesAreNoSecrets(['workers', name, 'environment'], worker.environment),
  ),
];

/** Checks the workers of one environment. */
export function rulesOfWorkers(
  workers: PartlyChecked['workers'],
  [name, { workers: overrides = {}, regions }]: readonly [string, EnvironmentPart],
  preset: EnvironmentPreset,
): readonly Finding[] {
  const at = ['environments', name];
  const effective = Object.entries(workers).map((entry) => effectiveWorker(name, preset, entry, overrides[entry[0]]));
  return [
    ...overridesHaveServices([...at, 'workers'], Object.keys(overrides), Object.keys(workers)),
    ...Object.entries(overrides).flatMap(([worker, { environment }]) =>
      variablesAreNoSecrets([...at, 'workers', worker, 'environment'], environment),
    ),
    ...effective.flatMap((worker) => [
      ...sizeIsSupported(worker),
      ...tasksAreInOrder(name, worker),
      ...variablesHaveOneSource(worker),
      ...queueIsGiven(worker),
    ]),
    ...secretsAreInTheirRegions(effective, at, regions?.standby),
  ];
}

/** Sluice sets this variable; the configuration may not. */
export const queueVariable = 'QUEUE_URL';

function queueIsGiven({ environment, secrets, source }: EffectiveWorker): readonly Finding[] {
  const taken = (values: Readonly<Record<string, string>>, at: Path) =>
    Object.hasOwn(values, queueVariable)
      ? [
          finding({
            at,
            value: values[queueVariable],
            problem: 'Sluice sets this variable to the URL of the queue',
            allowed: 'any other name',
            remedy: 'remove it; to use an existing queue, set `queue`',
          }),
        ]
      : [];
  return [
    ...taken(environment, source('environment', queueVariable)),
    ...taken(secrets, source('secrets', queueVariable)),
  ];
}
