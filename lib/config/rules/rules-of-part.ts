import { faultsOfSteps } from '#wire/strategy.ts';
import type { OverridePart } from '#config/resolve/effective-service.ts';
import { finding, type Finding } from './findings.ts';
import type { Path } from './path.ts';
import { rulesOfScaling } from './rules-of-scaling.ts';
import { secretKindOf } from './secret-values.ts';
import { stepsOf } from '#config/schema/strategy-schema.ts';

/** What can be wrong with a service, or with an override of it, whatever the rest of the file says. */
export const rulesOfPart = (at: Path, part: OverridePart): readonly Finding[] => [
  ...wayIsOne([...at, 'strategy'], part.strategy),
  ...stepsAreInOrder([...at, 'strategy'], part.strategy),
  ...routeIsOne([...at, 'route'], part.route),
  ...rulesOfScaling([...at, 'scaling'], part.scaling),
  ...hookIsOne([...at, 'smokeTest'], part.smokeTest),
  ...hookIsOne([...at, 'onRollback'], part.onRollback),
  ...migrationIsChecked([...at, 'migration'], part.migration),
  ...variablesAreNoSecrets([...at, 'environment'], part.environment),
];

function wayIsOne(at: Path, strategy: OverridePart['strategy']): readonly Finding[] {
  if (typeof strategy !== 'object' || strategy.preset === undefined || strategy.steps === undefined) return [];
  const allowed = 'either a preset or steps';
  return [finding({ at, value: strategy, problem: 'a preset and steps', allowed, remedy: 'leave one of them out' })];
}

function stepsAreInOrder(at: Path, strategy: OverridePart['strategy']): readonly Finding[] {
  if (typeof strategy !== 'object' || strategy.steps === undefined) return [];
  const steps = stepsOf(strategy.steps);
  return faultsOfSteps(steps).map(({ at: step, problem, allowed }) => {
    const place = step === undefined ? [] : [step, 'weight'];
    const value = step === undefined ? strategy.steps : steps[step]?.weight;
    return finding({ at: [...at, 'steps', ...place], value, problem, allowed });
  });
}

function routeIsOne(at: Path, route: OverridePart['route']): readonly Finding[] {
  if (route?.path === undefined || route.host === undefined) return [];
  const allowed = 'either a path or a host';
  return [finding({ at, value: route, problem: 'a path and a host', allowed, remedy: 'leave one of them out' })];
}

function hookIsOne(at: Path, hook: OverridePart['smokeTest']): readonly Finding[] {
  const kinds = [hook?.function, hook?.command].filter((kind) => kind !== undefined).length;
  if (hook === undefined || kinds === 1) return [];
  const allowed = 'either a function or a command';
  const [problem, remedy] =
    kinds === 0
      ? ['nothing to run', `name one, for example { command: ['node', 'smoke-test.js'] }`]
      : ['a function and a command', 'leave one of them out'];
  return [finding({ at, value: hook, problem, allowed, remedy })];
}

function migrationIsChecked(at: Path, migration: OverridePart['migration']): readonly Finding[] {
  if (migration === undefined || migration.check !== undefined || migration.destructive === true) return [];
  const allowed = 'a check, or destructive: true';
  const problem = 'nobody would know whether it loses anything';
  const remedy = 'name a command that ends with 0 only where nothing would be lost, such as the dry run of your tool';
  return [finding({ at, value: migration, problem, allowed, remedy })];
}

export function variablesAreNoSecrets(at: Path, variables: Readonly<Record<string, string>> = {}): readonly Finding[] {
  return Object.entries(variables).flatMap(([name, value]) => {
    const kind = secretKindOf(name, value);
    if (kind === undefined) return [];
    const secrets = at.with(-1, 'secrets').join('.');
    return [
      finding({
        at: [...at, name],
        value,
        problem: `${kind} does not belong in this file`,
        allowed: 'values that everybody may read',
        remedy: `put it in Secrets Manager and name the secret in ${secrets}: { ${name}: '<name of the secret>' }`,
      }),
    ];
  });
}
