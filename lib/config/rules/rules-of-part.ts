import { faultsOfSteps } from '#wire/strategy.ts';
import type { OverridePart } from '#config/resolve/effective-service.ts';
import { finding, type Finding } from './findings.ts';
import type { Path } from './path.ts';
import { rulesOfScaling } from './rules-of-scaling.ts';
import { secretKindOf } from './secret-values.ts';
import { stepsOf } from '#config/schema/strategy-schema.ts';

/** Checks a service, or an override of it, without the rest of the file. */
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
  return [finding({ at, value: strategy, problem: 'both a preset and steps', allowed, remedy: 'remove one of them' })];
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
  return [finding({ at, value: route, problem: 'both a path and a host', allowed, remedy: 'remove one of them' })];
}

function hookIsOne(at: Path, hook: OverridePart['smokeTest']): readonly Finding[] {
  const kinds = [hook?.function, hook?.command].filter((kind) => kind !== undefined).length;
  if (hook === undefined || kinds === 1) return [];
  const allowed = 'either a function or a command';
  const [problem, remedy] =
    kinds === 0
      ? ['neither a function nor a command', `set one of them, for example { command: ['node', 'smoke-test.js'] }`]
      : ['both a function and a command', 'remove one of them'];
  return [finding({ at, value: hook, problem, allowed, remedy })];
}

function migrationIsChecked(at: Path, migration: OverridePart['migration']): readonly Finding[] {
  if (migration === undefined || migration.check !== undefined || migration.destructive === true) return [];
  const allowed = 'a check, or destructive: true';
  const problem = 'Sluice cannot tell whether the migration loses data';
  const remedy = 'set check to a command that exits with 0 only if no data would be lost, such as a dry run';
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
        allowed: 'values that are not secret',
        remedy: `store it in Secrets Manager and reference it in ${secrets}: { ${name}: '<name of the secret>' }`,
      }),
    ];
  });
}
