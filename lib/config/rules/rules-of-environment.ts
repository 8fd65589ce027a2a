import type { RouteRule } from '#wire/service-specification.ts';
import { closestName } from './closest-name.ts';
import type { EffectiveService, EnvironmentPart } from '#config/resolve/effective-service.ts';
import { primaryRegion } from '#config/resolve/environment-presets.ts';
import { describeSizes, memorySizes } from '#config/resolve/fargate-sizes.ts';
import { finding, type Finding } from './findings.ts';
import { placeOf, type Path } from './path.ts';

/** What services and workers have in common. */
type Sized = Pick<EffectiveService, 'cpu' | 'memoryMiB' | 'tasks' | 'environment' | 'secrets'> & {
  readonly source: (field: 'cpu' | 'memoryMiB' | 'tasks' | 'environment' | 'secrets', key?: string) => Path;
};

/** What can be wrong between the services of one environment, and between the values of each. */
export const rulesOfServices = (environment: string, services: readonly EffectiveService[]): readonly Finding[] => [
  ...services.flatMap((service) => [
    ...sizeIsForSale(service),
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
        remedy: meant === undefined ? `describe it in services.${name}` : `did you mean ${meant}?`,
        from: [['services', name]],
      }),
    ];
  });
}

export function regionsDiffer(at: Path, primary: string, standby: string | undefined): readonly Finding[] {
  if (primary !== standby) return [];
  const problem = 'the region that it would have to replace';
  const allowed = `any region but ${primary}`;
  return [finding({ at: [...at, 'standby'], value: standby, problem, allowed, from: [at] })];
}

/** A registry, one for each account and region, keeps a single list of what it copies where: two stacks cannot own it. */
export function registriesCopyOnce(environments: readonly (readonly [string, EnvironmentPart])[]): readonly Finding[] {
  const copying = environments.filter(([, { regions }]) => regions?.standby !== undefined);
  return copying.flatMap(([name, environment], index) => {
    const other = copying.slice(0, index).find(([, earlier]) => shareRegistry(earlier, environment));
    if (other === undefined) return [];
    return [
      finding({
        at: ['environments', name, 'regions', 'standby'],
        value: environment.regions?.standby,
        problem: `${other[0]} has a standby in the same account, and a registry has one list of what it copies`,
        allowed: 'one environment with a standby for each account and region',
        remedy: `give ${name} an account or regions of its own`,
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

export function sizeIsForSale({ cpu, memoryMiB, source }: Sized): readonly Finding[] {
  const sizes = memorySizes(cpu);
  if (sizes.includes(memoryMiB)) return [];
  // The pair was made where the later of the two was set.
  const at = [source('cpu'), source('memoryMiB')].find(([owner]) => owner === 'environments') ?? source('memoryMiB');
  const problem = `Fargate does not sell it with cpu ${cpu}`;
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
      problem: `more than the ${tasks.max} tasks that ${environment} may run`,
      allowed: `at most ${tasks.max}`,
      remedy: `set max as well, or give ${environment} bounds of its own`,
      from: [at, ['environments', environment, 'like']],
    }),
  ];
}

/** A share that users reach only when the next one is due has been judged on somebody else's requests. */
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
      problem: `a share of ${strategy.name} bakes for ${shortest} s, and would not be reached before the next one`,
      allowed: `less than ${shortest}`,
      remedy: 'make it shorter, or the bakes longer',
      from: [at, source('strategy')],
    }),
  ];
}

/** The load balancer starts targets slowly only where each gets requests in its turn. */
function slowStartsInTurn({ slowStartSeconds, balancing, source }: EffectiveService): readonly Finding[] {
  if (slowStartSeconds === undefined || balancing === 'round-robin') return [];
  const at = source('slowStartSeconds');
  const problem = `${balancing} gives a new task no slow start`;
  const allowed = 'slowStartSeconds with round-robin only';
  const remedy = 'leave it out, or balance in turns';
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
