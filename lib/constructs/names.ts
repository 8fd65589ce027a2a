import { createHash } from 'node:crypto';
import { Arn, ArnFormat, type Stack } from 'aws-cdk-lib';
import { adoptedIn } from './environment-stack.ts';
import type { Pattern } from './workflows/grants.ts';

/** Names that more than one stack relies on: written once, so that a grant and what it is for cannot drift apart. */
export const nameIn = (environment: string, what?: string): string =>
  what === undefined ? `sluice-${environment}` : `sluice-${environment}-${what}`;

/** A name that fits a limit of AWS: one that had to be cut ends with digits of its own, or two would become one. */
export function shortened(name: string, longest: number): string {
  if (name.length <= longest) return name;
  const digits = createHash('sha256').update(name).digest('hex').slice(0, 6);
  return `${name.slice(0, longest - digits.length - 1)}-${digits}`;
}

export const buildProjectName = (environment: string, service: string): string =>
  nameIn(environment, `build-${service}`);

/** The service catalogue: one parameter for each service. */
export const cataloguePath = (environment: string): string => `/sluice/${environment}/services`;

/** Roles of tasks lie below this path, so that the machines may pass these roles and no others. */
export const taskRolePath = (environment: string): string => `/sluice/${environment}/tasks/`;

/** The environment's own, or the one that its configuration names. */
export const clusterIn = (stack: Stack, environment: string): string => adoptedIn(stack).cluster ?? nameIn(environment);

/** In an adopted cluster the name says that the service is Sluice's, so that no other service is taken for it. */
export const ecsServiceIn = (stack: Stack, environment: string, name: string): string =>
  adoptedIn(stack).cluster === undefined ? name : nameIn(environment, name);

/** Everything of one kind in this environment, for grants: none of it can be named one by one. */
export const arnsIn = (stack: Stack, environment: string) => {
  const name = nameIn(environment);
  const cluster = clusterIn(stack, environment);
  const { listener = `app/${name}/*` } = adoptedIn(stack);
  const all = (service: string, resource: string, resourceName: string, because: string): Pattern => ({
    arn: Arn.format({ service, resource, resourceName }, stack),
    because,
  });
  return {
    catalogue: all(
      'ssm',
      'parameter',
      `sluice/${environment}/services*`,
      'services come and go with stacks of their own',
    ),
    ecsServices: all(
      'ecs',
      'service',
      `${cluster}/${ecsServiceIn(stack, environment, '*')}`,
      'services come and go with stacks of their own',
    ),
    tasks: all('ecs', 'task', `${cluster}/*`, 'a task gets its id when it starts'),
    serviceLogs: {
      arn: Arn.format(
        {
          service: 'logs',
          resource: 'log-group',
          resourceName: `/sluice/${environment}/services/*:log-stream:*`,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        },
        stack,
      ),
      because: 'services come and go, and each task writes a stream of its own',
    },
    taskFamilies: all('ecs', 'task-definition', `${name}-*`, 'each release is a revision with a new number'),
    listenerRules: all(
      'elasticloadbalancing',
      'listener-rule',
      listener.endsWith('*') ? listener : `${listener}/*`,
      'a rule gets its id when it is made',
    ),
    listeners: all('elasticloadbalancing', 'listener', listener, 'a listener gets its id when it is made'),
    taskRoles: {
      arn: Arn.format(
        { service: 'iam', region: '', resource: 'role', resourceName: `sluice/${environment}/tasks/*` },
        stack,
      ),
      because: 'services bring the roles of their tasks below this path',
    },
    executions: {
      arn: executionsOf(stack, `${name}-*`),
      because: 'an execution gets its name when it starts',
    },
  } satisfies Record<string, Pattern>;
};

/** `name` may be a pattern; what follows it is the name of the execution. */
export const executionsOf = (stack: Stack, machine: string): string =>
  Arn.format(
    { service: 'states', resource: 'execution', resourceName: machine, arnFormat: ArnFormat.COLON_RESOURCE_NAME },
    stack,
  );

export const machineArn = (stack: Stack, resourceName: string): string =>
  Arn.format(
    { service: 'states', resource: 'stateMachine', resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME },
    stack,
  );

export const repositoryArn = (stack: Stack, repository: string, region = stack.region): string =>
  Arn.format({ service: 'ecr', region, resource: 'repository', resourceName: repository }, stack);
