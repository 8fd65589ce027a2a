import { Stack } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { resolve } from '#config/resolve/resolve.ts';
import type { ServiceInput } from '#config/input/sluice-input.ts';
import { ServiceTemplate } from '#constructs/slots/service-template.ts';
import { emptyApp } from './support/example.ts';
import { permissionsIn } from './support/statements.ts';
import { type Json, resourcesIn, templatesOf } from './support/templates.ts';

function templateOf(more: Partial<ServiceInput> = {}) {
  const services = { api: { image: { repository: 'team/api' }, port: 3000, ...more } };
  const [environment] = resolve({ services, environments: { staging: {} } }).environments;
  const app = emptyApp();
  const env = { region: 'us-east-1', account: '123456789012' };
  new ServiceTemplate(new Stack(app, 'Stack', { env }), 'Template', {
    environmentName: 'staging',
    service: environment!.services[0]!,
  });
  const templates = templatesOf(app);
  const definition = resourcesIn(templates, 'AWS::ECS::TaskDefinition')[0]!.Properties;
  return {
    definition,
    container: definition['ContainerDefinitions'][0] as Readonly<Record<string, Json>>,
    roles: resourcesIn(templates, 'AWS::IAM::Role').map(({ Properties }) => Properties),
    permissions: permissionsIn(templates),
  };
}

/** Who may read what, as the template states it. */
const readable = (action: string, more: Partial<ServiceInput>): string =>
  templateOf(more)
    .permissions.filter(({ actions }) => actions.includes(action))
    .flatMap(({ resources }) => resources)
    .join(' ');

describe('the template of a service', () => {
  it('runs without rights over its host and cannot write to its own image', () => {
    expect(templateOf().container).toMatchObject({ ReadonlyRootFilesystem: true, User: '1000:1000' });
  });

  it('writes to folders in memory, and runs as the configured user and on the configured processor', () => {
    const container = { user: '101:101', architecture: 'ARM64' as const, writable: { '/tmp': 64 } };
    const template = templateOf({ container });
    expect(template.container).toMatchObject({
      ReadonlyRootFilesystem: true,
      User: '101:101',
      LinuxParameters: { Tmpfs: [{ ContainerPath: '/tmp', Size: 64, MountOptions: ['rw', 'nosuid', 'nodev'] }] },
    });
    expect(template.definition['RuntimePlatform']).toMatchObject({ CpuArchitecture: 'ARM64' });
    expect(templateOf().definition['RuntimePlatform']).toMatchObject({ CpuArchitecture: 'X86_64' });
  });

  it('has a container health check where a command is given, which waits for its start', () => {
    expect(templateOf().container['HealthCheck']).toBeUndefined();
    const { container } = templateOf({ container: { healthCommand: ['node', 'health.js'] }, startSeconds: 200 });
    expect(container['HealthCheck']).toMatchObject({
      Command: ['CMD', 'node', 'health.js'],
      Retries: 3,
      StartPeriod: 200,
    });
  });

  it('has the permissions of its configuration, and only its own role has them', () => {
    const policy = 'arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess';
    const statements = [{ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::orders/*'] }];
    const { roles, permissions } = templateOf({ permissions: { policies: [policy], statements } });
    expect(roles.map(({ ManagedPolicyArns: arns }) => arns as unknown)).toEqual([[policy], undefined]);
    const reading = permissions.filter(({ actions }) => actions.includes('s3:GetObject'));
    expect(reading).toMatchObject([{ resources: ['arn:aws:s3:::orders/*'] }]);
    expect(reading[0]!.role).toContain('TaskRole');
    expect(templateOf().permissions.every(({ role }) => role.includes('ExecutionRole'))).toBe(true);
  });

  it('has the size of its service', () => {
    const { definition } = templateOf({ cpu: 512, memoryMiB: 2048 });
    expect(definition).toMatchObject({ Cpu: '512', Memory: '2048', Family: 'sluice-staging-api' });
  });

  it('has roles below the path that the machines may pass on', () => {
    const { roles } = templateOf();
    expect(roles.map(({ Path }) => Path as unknown)).toEqual(['/sluice/staging/tasks/', '/sluice/staging/tasks/']);
  });

  it('pulls images from the one repository of its service', () => {
    const pulled = readable('ecr:BatchGetImage', {});
    expect(pulled).toContain('repository/team/api');
    expect(pulled).not.toContain('*');
  });

  it.each([
    ['a name', 'staging/db', 'secret:staging/db-??????'],
    ['an ARN', 'arn:aws:secretsmanager:us-east-1:123456789012:secret:db', 'secret:db-??????'],
    ['a complete ARN', 'arn:aws:secretsmanager:us-east-1:123456789012:secret:db-Ab12Cd', 'secret:db-Ab12Cd'],
  ])('reads a secret by %s, and no other', (_, reference, expected) => {
    const secrets = { DB_PASSWORD: reference };
    expect(readable('secretsmanager:GetSecretValue', { secrets })).toMatch(
      new RegExp(`${expected.replaceAll('?', '\\?')}"?\\S*$`),
    );
    expect(readable('ssm:GetParameters', { secrets })).toBe('');
    expect(templateOf({ secrets }).container['Secrets']).toMatchObject([{ Name: 'DB_PASSWORD' }]);
  });

  it.each(['/staging/db', 'arn:aws:ssm:us-east-1:123456789012:parameter/staging/db'])(
    'reads a parameter by %s, and no secret',
    (reference) => {
      const secrets = { DB_PASSWORD: reference };
      expect(readable('ssm:GetParameters', { secrets })).toContain('parameter/staging/db');
      expect(readable('secretsmanager:GetSecretValue', { secrets })).toBe('');
    },
  );
});
