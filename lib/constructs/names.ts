import { Arn, ArnFormat, type Stack } from 'aws-cdk-lib';

/** Names that more than one stack relies on: written once, so that a grant and what it is for cannot drift apart. */
export const nameIn = (environment: string, what?: string): string =>
  what === undefined ? `sluice-${environment}` : `sluice-${environment}-${what}`;

/** The service catalogue: one parameter for each service. */
export const cataloguePath = (environment: string): string => `/sluice/${environment}/services`;

/** Roles of tasks lie below this path, so that the machines may pass these roles and no others. */
export const taskRolePath = (environment: string): string => `/sluice/${environment}/tasks/`;

/** ARNs of everything of one kind in this environment, for grants. */
export const arnsIn = (stack: Stack, environment: string) => {
  const arn = (service: string, resource: string, resourceName: string) =>
    Arn.format({ service, resource, resourceName }, stack);
  return {
    catalogue: Arn.format(
      { service: 'ssm', resource: 'parameter', resourceName: `sluice/${environment}/services*` },
      stack,
    ),
    ecsServices: arn('ecs', 'service', `${nameIn(environment)}/*`),
    taskFamilies: arn('ecs', 'task-definition', `${nameIn(environment)}-*`),
    listenerRules: arn('elasticloadbalancing', 'listener-rule', `app/${nameIn(environment)}/*`),
    listeners: arn('elasticloadbalancing', 'listener', `app/${nameIn(environment)}/*`),
    taskRoles: Arn.format(
      { service: 'iam', region: '', resource: 'role', resourceName: `sluice/${environment}/tasks/*` },
      stack,
    ),
    executions: Arn.format(
      {
        service: 'states',
        resource: 'execution',
        resourceName: `${nameIn(environment)}-*`,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      },
      stack,
    ),
    repositories: arn('ecr', 'repository', '*'),
  };
};
