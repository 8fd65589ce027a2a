import { beforeAll, describe, expect, it } from 'vitest';
import { resolve } from '#config/resolve/resolve.ts';
import { addEnvironment } from '#stacks/environment-stacks.ts';
import { bundleOnce, emptyApp } from './support/example.ts';
import { permissionsIn } from './support/statements.ts';
import { resourcesIn, type StackTemplate, templatesOf } from './support/templates.ts';

let templates: readonly StackTemplate[];

beforeAll(() => {
  const { environments } = resolve({
    services: {
      api: {
        image: { repository: 'team/api', build: { source: 'https://gitlab.com/acme/api', folder: 'api' } },
        port: 80,
      },
      web: { image: { repository: 'web' }, port: 80, route: { path: '/web/*' } },
      arm: {
        image: { repository: 'arm', build: { source: 'https://gitlab.com/acme/arm' } },
        port: 80,
        route: { path: '/arm/*' },
        container: { architecture: 'ARM64' },
      },
    },
    environments: { production: { plainHttp: true, regions: { standby: 'eu-west-1' } } },
  });
  bundleOnce();
  const app = emptyApp();
  addEnvironment(app, environments[0]!);
  templates = templatesOf(app);
}, 120_000);

const project = (service: string) =>
  resourcesIn(templates, 'AWS::CodeBuild::Project').find(({ Properties }) =>
    (Properties['Name'] as string).endsWith(`-${service}`),
  )!.Properties;

describe('a build', () => {
  it('exists for the service that asks for it and for no other, in each region', () => {
    const projects = resourcesIn(templates, 'AWS::CodeBuild::Project');
    expect(projects.map(({ Properties }) => Properties['Name']).sort()).toEqual([
      ...Array(2).fill('sluice-production-build-api'),
      ...Array(2).fill('sluice-production-build-arm'),
    ]);
    expect(project('api')).toMatchObject({
      Source: { Type: 'GITLAB', Location: 'https://gitlab.com/acme/api' },
      EncryptionKey: expect.anything(),
      Cache: { Type: 'LOCAL' },
    });
  });

  it('pushes the commit as the tag of one image that can be scanned, with the layers of earlier builds', () => {
    const { Source, Environment } = project('api');
    expect(Source.BuildSpec).toContain('--tag \\"$REPOSITORY:$CODEBUILD_RESOLVED_SOURCE_VERSION\\"');
    expect(Source.BuildSpec).toContain('--provenance=false');
    expect(Source.BuildSpec).toContain('--cache-from');
    expect(Environment.EnvironmentVariables).toContainEqual({ Name: 'FOLDER', Value: 'api' });
  });

  it.each([
    ['api', 'LINUX_CONTAINER', 'linux/amd64'],
    ['arm', 'ARM_CONTAINER', 'linux/arm64'],
  ])('of %s runs on the machine of its architecture, and makes an image for it', (service, Type, Value) => {
    const { Source, Environment } = project(service);
    expect(Environment).toMatchObject({ Type });
    expect(Environment.EnvironmentVariables).toContainEqual({ Name: 'PLATFORM', Value });
    expect(Source.BuildSpec).toContain('--platform \\"$PLATFORM\\"');
  });

  it('may be started by the deployment machine, which may start no other', () => {
    const starting = permissionsIn(templates).filter(({ actions }) => actions.includes('codebuild:StartBuild'));
    expect(
      starting.flatMap(({ resources }) => resources.map((resource) => /build-\w+/.exec(resource)?.[0])).sort(),
    ).toEqual([...Array(2).fill('build-api'), ...Array(2).fill('build-arm')]);
  });

  it('may push to the repository of its service only', () => {
    const pushing = permissionsIn(templates).filter(({ actions }) => actions.includes('ecr:PutImage'));
    expect(pushing.length).toBe(4);
    for (const { resources } of pushing) expect(resources.join()).toMatch(/repository\/(team\/api|arm)/);
  });
});

interface Replication {
  readonly Rules: readonly [
    {
      readonly Destinations: readonly [{ readonly Region: string }];
      readonly RepositoryFilters: readonly { readonly Filter: string }[];
    },
  ];
}

describe('images of an environment with a standby', () => {
  it('are copied to the other region, in both directions', () => {
    const rules = resourcesIn(templates, 'AWS::ECR::ReplicationConfiguration').map(({ stack, Properties }) => {
      const [rule] = (Properties['ReplicationConfiguration'] as Replication).Rules;
      return [stack, rule.Destinations[0].Region, rule.RepositoryFilters.map(({ Filter }) => Filter)];
    });
    expect(rules.toSorted()).toEqual([
      ['sluice-production-orchestration-eu-west-1', 'us-east-1', ['team/api', 'web', 'arm']],
      ['sluice-production-orchestration-us-east-1', 'eu-west-1', ['team/api', 'web', 'arm']],
    ]);
  });
});
