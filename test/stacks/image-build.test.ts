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
    },
    environments: { production: { plainHttp: true, regions: { standby: 'eu-west-1' } } },
  });
  bundleOnce();
  const app = emptyApp();
  addEnvironment(app, environments[0]!);
  templates = templatesOf(app);
}, 120_000);

describe('a build', () => {
  it('exists for the service that asks for it and for no other, in each region', () => {
    const projects = resourcesIn(templates, 'AWS::CodeBuild::Project');
    expect(projects.map(({ Properties }) => Properties['Name'])).toEqual(Array(2).fill('sluice-production-build-api'));
    expect(projects[0]!.Properties).toMatchObject({
      Source: { Type: 'GITLAB', Location: 'https://gitlab.com/acme/api' },
      EncryptionKey: expect.anything(),
      Cache: { Type: 'LOCAL' },
    });
  });

  it('pushes the commit as the tag of one image that can be scanned, with the layers of earlier builds', () => {
    const { Source, Environment } = resourcesIn(templates, 'AWS::CodeBuild::Project')[0]!.Properties;
    expect(Source.BuildSpec).toContain('--tag \\"$REPOSITORY:$CODEBUILD_RESOLVED_SOURCE_VERSION\\"');
    expect(Source.BuildSpec).toContain('--provenance=false');
    expect(Source.BuildSpec).toContain('--cache-from');
    expect(Environment.EnvironmentVariables).toContainEqual({ Name: 'FOLDER', Value: 'api' });
  });

  it('may be started by the deployment machine, which may start no other', () => {
    const starting = permissionsIn(templates).filter(({ actions }) => actions.includes('codebuild:StartBuild'));
    expect(starting.length).toBe(2);
    for (const { resources } of starting) {
      expect(resources).toHaveLength(1);
      expect(resources[0]).toContain('project/sluice-production-build-api');
    }
  });

  it('may push to the repository of its service only', () => {
    const pushing = permissionsIn(templates).filter(({ actions }) => actions.includes('ecr:PutImage'));
    expect(pushing.length).toBe(2);
    for (const { resources } of pushing) expect(resources.join()).toContain('repository/team/api');
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
      ['sluice-production-orchestration-eu-west-1', 'us-east-1', ['team/api', 'web']],
      ['sluice-production-orchestration-us-east-1', 'eu-west-1', ['team/api', 'web']],
    ]);
  });
});
