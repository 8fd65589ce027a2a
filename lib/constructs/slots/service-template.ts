import { Duration } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import type { Container } from '#wire/container.ts';
import type { ServiceSpecification } from '#wire/service-specification.ts';
import { acknowledge } from '#constructs/acknowledge.ts';
import { allow, allowUnscoped } from '#constructs/workflows/grants.ts';
import { grantTo } from './task-permissions.ts';
import { nameIn, taskRolePath } from '#constructs/names.ts';
import { privateLogGroup } from '#constructs/workflows/private-log-group.ts';

/** What every task is made from. */
export type TaskSpecification = Pick<
  ServiceSpecification,
  'name' | 'image' | 'cpu' | 'memoryMiB' | 'container' | 'environment' | 'secrets' | 'permissions' | 'startSeconds'
> & {
  /** A worker listens on no port. */
  readonly port?: number;
  /** How long a task may go on after it has been told to stop; 30 s where nothing is said. */
  readonly stopSeconds?: number;
};

export interface ServiceTemplateProps {
  readonly environmentName: string;
  readonly service: TaskSpecification;
}

/** The task definition that every release is made from: all but the image. */
export class ServiceTemplate extends Construct {
  readonly family: string;
  readonly containerName = 'app';
  readonly definition: ecs.FargateTaskDefinition;
  readonly taskRole: iam.Role;
  readonly roles: readonly iam.IRole[];

  constructor(scope: Construct, id: string, { environmentName, service }: ServiceTemplateProps) {
    super(scope, id);
    const { container } = service;
    this.family = nameIn(environmentName, service.name);
    const role = (name: string, description: string) =>
      new iam.Role(this, name, {
        description,
        path: taskRolePath(environmentName),
        assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com'),
      });
    const taskRole = role('TaskRole', `What ${service.name} itself may do`);
    grantTo(taskRole, service.permissions);
    const executionRole = role('ExecutionRole', `Pulls the image and writes the logs of ${service.name}`);
    this.taskRole = taskRole;
    this.roles = [taskRole, executionRole];
    this.definition = new ecs.FargateTaskDefinition(this, 'Definition', {
      family: this.family,
      cpu: service.cpu,
      memoryLimitMiB: service.memoryMiB,
      taskRole,
      executionRole,
      runtimePlatform: {
        operatingSystemFamily: ecs.OperatingSystemFamily.LINUX,
        cpuArchitecture: ecs.CpuArchitecture.of(container.architecture),
      },
    });
    if (Object.keys(service.environment).length > 0)
      acknowledge(this.definition, 'ECS2', 'The configuration refuses variables that look like secrets');
    const repository = ecr.Repository.fromRepositoryName(this, 'Repository', service.image.repository);
    allowUnscoped(executionRole, 'ecr:GetAuthorizationToken');
    allow(executionRole, {
      actions: ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'],
      on: repository.repositoryArn,
    });
    this.definition.addContainer(this.containerName, {
      containerName: this.containerName,
      // A placeholder that no task ever runs: a release replaces it by a digest.
      image: ecs.ContainerImage.fromRegistry(`${repository.repositoryUri}:template`),
      ...(service.port !== undefined && { portMappings: [{ containerPort: service.port }] }),
      ...(service.stopSeconds !== undefined && { stopTimeout: Duration.seconds(service.stopSeconds) }),
      environment: service.environment,
      secrets: this.#secrets(service.secrets),
      readonlyRootFilesystem: true,
      user: container.user,
      ...this.#memoryFolders(container),
      ...healthCheckOf(service),
      logging: ecs.LogDrivers.awsLogs({
        streamPrefix: service.name,
        logGroup: privateLogGroup(this, 'Log', `/sluice/${environmentName}/services/${service.name}`),
      }),
    });
  }

  /** In memory, where every user of the container may write: an empty volume would belong to root. */
  #memoryFolders({ writable }: Container): Pick<ecs.ContainerDefinitionOptions, 'linuxParameters'> {
    const folders = Object.entries(writable);
    if (folders.length === 0) return {};
    const linuxParameters = new ecs.LinuxParameters(this, 'Linux');
    const mountOptions = [ecs.TmpfsMountOption.RW, ecs.TmpfsMountOption.NOSUID, ecs.TmpfsMountOption.NODEV];
    for (const [containerPath, size] of folders) linuxParameters.addTmpfs({ containerPath, size, mountOptions });
    return { linuxParameters };
  }

  #secrets(secrets: ServiceSpecification['secrets']): Record<string, ecs.Secret> {
    return Object.fromEntries(
      Object.entries(secrets).map(([variable, reference]) => {
        const scope = new Construct(this, `Secret-${variable}`);
        return [variable, isParameter(reference) ? parameter(scope, reference) : secret(scope, reference)];
      }),
    );
  }
}

/** What ECS allows at most for a start in which failures do not count. */
const longestStartSeconds = 300;

function healthCheckOf({
  container: { healthCommand },
  startSeconds,
}: TaskSpecification): Pick<ecs.ContainerDefinitionOptions, 'healthCheck'> {
  if (healthCommand === undefined) return {};
  return {
    healthCheck: {
      command: ['CMD', ...healthCommand],
      interval: Duration.seconds(10),
      timeout: Duration.seconds(5),
      retries: 3,
      startPeriod: Duration.seconds(Math.min(startSeconds, longestStartSeconds)),
    },
  };
}

/** A name that begins with a slash is a parameter, and an ARN says it. */
const isParameter = (reference: string): boolean => reference.startsWith('/') || /^arn:[^:]+:ssm:/.test(reference);

function parameter(scope: Construct, reference: string): ecs.Secret {
  const parameterName = reference.replace(/^arn:.*:parameter/, '');
  return ecs.Secret.fromSsmParameter(
    ssm.StringParameter.fromSecureStringParameterAttributes(scope, 'Parameter', { parameterName }),
  );
}

/** Secrets Manager ends the ARN of a secret with six letters of its own, which people leave out. */
function secret(scope: Construct, reference: string): ecs.Secret {
  const { Secret } = secretsmanager;
  if (!reference.startsWith('arn:')) {
    return ecs.Secret.fromSecretsManager(Secret.fromSecretNameV2(scope, 'Secret', reference));
  }
  const isComplete = /-[A-Za-z0-9]{6}$/.test(reference);
  const named = isComplete
    ? Secret.fromSecretCompleteArn(scope, 'Secret', reference)
    : Secret.fromSecretPartialArn(scope, 'Secret', reference);
  return ecs.Secret.fromSecretsManager(named);
}
