import type { RouteRule } from '#wire/service-specification.ts';
import { closestName } from './closest-name.ts';
import type { EffectiveService, EnvironmentPart } from '#config/resolve/effective-service.ts';
import { primaryRegion } from '#config/resolve/environment-presets.ts';
import { describeSizes, memorySizes } from '#config/resolve/fargate-sizes.ts';
import { finding, type Finding } from './findings.ts';
import { placeOf, type Path } from './path.ts';

/** The fields that services and workers have in common. */
type Sized = Pick<EffectiveService, 'cpu' | 'memoryMiB' | 'tasks' | 'environment' | 'secrets'> & {
  readonly source: (field: 'cpu' | 'memoryMiB' | 'tasks' | 'environment' | 'secrets', key?: string) => Path;
};

/** Checks the services of one environment against each other, and the values of each service. */
export const rulesOfServices = (environment: string, services: readonly EffectiveService[]): readonly Finding[] => [
  ...services.flatMap((service) => [
    ...sizeIsSupported(service),
    ...tasksAreInOrder(environment, service),
    ...variablesHaveOneSource(service),
    ...sharesAreReached(service),
    ...slowStartsInTurn(service),
  ]),
  ...routesAreDifferent(environment, services),
];

export function overridesHaveServices(
  at: Path,
  overridden: readonly string[],
  known: readonly string[],
): readonly Finding[] {
  return overridden.flatMap((name) => {
    if (known.includes(name)) return [];
    const meant = closestName(name, known);
    return [
      finding({
        at: [...at, name],
        value: name,
        problem: 'there is no such service',
        allowed: known.join(', '),
        remedy: meant === undefined ? `define it in services.${name}` : `did you mean ${meant}?`,
        from: [['services', name]],
      }),
    ];
  });
}

export function regionsDiffer(at: Path, primary: string, standby: string | undefined): readonly Finding[] {
  if (primary !== standby) return [];
  const problem = 'the standby region is the same as the primary region';
  const allowed = `any region but ${primary}`;
  return [finding({ at: [...at, 'standby'], value: standby, problem, allowed, from: [at] })];
}

/**
 * A registry exists once for each account and region and has one replication configuration, so two stacks cannot both
 * own it.
 */
export function registriesCopyOnce(environments: readonly (readonly [string, EnvironmentPart])[]): readonly Finding[] {
  const copying = environments.filter(([, { regions }]) => regions?.standby !== undefined);
  return copying.flatMap(([name, environment], index) => {
    const other = copying.slice(0, index).find(([, earlier]) => shareRegistry(earlier, environment));
    if (other === undefined) return [];
    return [
      finding({
        at: ['environments', name, 'regions', 'standby'],
        value: environment.regions?.standby,
        problem: `${other[0]} has a standby in the same account, and a registry has only one replication configuration`,
        allowed: 'one environment with a standby in each account and region',
        remedy: `move ${name} to another account or other regions`,
        from: [
          ['environments', name],
          ['environments', other[0]],
        ],
      }),
    ];
  });
}

function shareRegistry(one: EnvironmentPart, other: EnvironmentPart): boolean {
  const of = ({ regions }: EnvironmentPart) => [regions?.primary ?? primaryRegion, regions?.standby];
  return one.account === other.account && of(one).some((region) => of(other).includes(region));
}

export function sizeIsSupported({ cpu, memoryMiB, source }: Sized): readonly Finding[] {
  const sizes = memorySizes(cpu);
  if (sizes.includes(memoryMiB)) return [];
  // The later of the two settings is the one to report.
  const at = [source('cpu'), source('memoryMiB')].find(([owner]) => owner === 'environments') ?? source('memoryMiB');
  const problem = `Fargate does not support this size with cpu ${cpu}`;
  const from = [source('memoryMiB'), source('cpu')];
  return [finding({ at: at.with(-1, 'memoryMiB'), value: memoryMiB, problem, allowed: describeSizes(sizes), from })];
}

export function tasksAreInOrder(environment: string, { tasks, source }: Sized): readonly Finding[] {
  if (tasks.min <= tasks.max) return [];
  const at = source('tasks');
  return [
    finding({
      at: [...at, 'min'],
      value: tasks.min,
      problem: `more than the maximum of ${tasks.max} tasks in ${environment}`,
      allowed: `at most ${tasks.max}`,
      remedy: `set max as well, or override tasks in ${environment}`,
      from: [at, ['environments', environment, 'like']],
    }),
  ];
}

/**
 * If the traffic reaches a weight only when the next one is due, the weight has been judged on too few of its own
 * users.
 */
function sharesAreReached({ stickySeconds, strategy, source }: EffectiveService): readonly Finding[] {
  const split = strategy.steps.filter(({ weight }) => weight < 100).map(({ bakeSeconds }) => bakeSeconds);
  if (stickySeconds === undefined || split.length === 0) return [];
  const shortest = Math.min(...split);
  if (stickySeconds < shortest) return [];
  const at = source('stickySeconds');
  return [
    finding({
      at,
      value: stickySeconds,
      problem: `a weight of ${strategy.name} bakes for ${shortest} s, too short for the traffic to reach it`,
      allowed: `less than ${shortest}`,
      remedy: 'shorten it, or lengthen the bakes',
      from: [at, source('strategy')],
    }),
  ];
}

/** The load balancer supports slow start only with round robin. */
function slowStartsInTurn({ slowStartSeconds, balancing, source }: EffectiveService): readonly Finding[] {
  if (slowStartSeconds === undefined || balancing === 'round-robin') return [];
  const at = source('slowStartSeconds');
  const problem = `${balancing} does not support slow start`;
  const allowed = 'slowStartSeconds with round-robin only';
  const remedy = "remove it, or set balancing: 'round-robin'";
  return [finding({ at, value: slowStartSeconds, problem, allowed, remedy, from: [at, source('balancing')] })];
}

export const variablesHaveOneSource = ({ environment, secrets, source }: Sized): readonly Finding[] =>
  Object.keys(secrets)
    .filter((name) => Object.hasOwn(environment, name))
    .map((name) => {
      const at = source('secrets', name);
      const other = source('environment', name);
      const problem = `${placeOf(other)} sets the same variable`;
      return finding({ at, value: secrets[name], problem, allowed: 'one source for a variable', from: [at, other] });
    });

function routesAreDifferent(environment: string, services: readonly EffectiveService[]): readonly Finding[] {
  return services.flatMap((service, index) => {
    const earlier = services.slice(0, index);
    const twin = earlier.find(({ route }) => describeRule(route) === describeRule(service.route));
    if (twin !== undefined) return [clash(environment, service, twin, 'rule')];
    const neighbor = earlier.find(({ route }) => route.priority === service.route.priority);
    return neighbor === undefined ? [] : [clash(environment, service, neighbor, 'priority')];
  });
}

const describeRule = ({ path, host }: RouteRule) => (host === undefined ? `path ${path ?? ''}` : `host ${host}`);

function clash(
  environment: string,
  service: EffectiveService,
  other: EffectiveService,
  what: 'rule' | 'priority',
): Finding {
  const at = service.source('route');
  const isRule = what === 'rule';
  return finding({
    at: isRule ? at : [...at, 'priority'],
    value: isRule ? describeRule(service.route) : service.route.priority,
    problem: `${other.name} has the same ${what} in ${environment}`,
    allowed: `a ${what} of its own for each service`,
    remedy: isRule
      ? `give one of them another path or host, for example { path: '/${service.name}/*' }`
      : `set ${placeOf(at)}.priority to another number near ${service.route.priority}`,
    from: [at, other.source('route')],
  });
}
