import {
  BatchGetBuildsCommand,
  CodeBuildClient,
  CreateProjectCommand,
  ListBuildsCommand,
} from '@aws-sdk/client-codebuild';
import { CreateRepositoryCommand, DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { beforeAll, describe, expect, test } from 'vitest';
import { catching, caught, Machines, one } from './machines.ts';
import { eventually, localCloud } from './support.ts';

const cloud = localCloud({ clockSpeed: 50 });
const startBuild = {
  Type: 'Task',
  Resource: 'arn:aws:states:::codebuild:startBuild.sync',
  Arguments: { ProjectName: '{% $states.input.project %}', SourceVersion: '{% $states.input.commit %}' },
  End: true,
  ...catching(['States.ALL']),
};
const machines = new Machines(cloud, { build: one(startBuild, caught) });
let builds: CodeBuildClient;
let registry: ECRClient;

async function project(name: string, repository: string, location: string) {
  await builds.send(
    new CreateProjectCommand({
      name,
      source: { type: 'GITHUB', location },
      artifacts: { type: 'NO_ARTIFACTS' },
      serviceRole: 'arn:aws:iam::123456789012:role/build',
      environment: {
        type: 'LINUX_CONTAINER',
        image: 'aws/codebuild/standard:7.0',
        computeType: 'BUILD_GENERAL1_MEDIUM',
        environmentVariables: [
          { name: 'REPOSITORY', value: `123456789012.dkr.ecr.us-east-1.amazonaws.com/${repository}` },
        ],
      },
    }),
  );
}

beforeAll(async () => {
  builds = new CodeBuildClient(cloud.settings());
  registry = new ECRClient(cloud.settings());
  await registry.send(new CreateRepositoryCommand({ repositoryName: 'team/api' }));
  await project('good', 'team/api', 'https://github.com/acme/api');
  await project('bad', 'team/api', 'https://github.com/acme/broken');
  await project('homeless', 'nowhere', 'https://github.com/acme/api');
});

const pushed = async () => {
  const { imageDetails = [] } = await registry.send(new DescribeImagesCommand({ repositoryName: 'team/api' }));
  return imageDetails.flatMap(({ imageTags = [] }) => imageTags);
};

async function statusOf(name: string) {
  const { ids = [] } = await builds.send(new ListBuildsCommand({}));
  const found = await builds.send(new BatchGetBuildsCommand({ ids: ids.filter((id) => id.startsWith(`${name}:`)) }));
  return found.builds?.[0]?.buildStatus;
}

describe('codebuild:startBuild.sync', () => {
  test('ends with the build, whose image is in the registry then', async () => {
    const { value } = await machines.run('build', { project: 'good', commit: 'c0ffee' });
    expect(value).toMatchObject({ Build: { BuildStatus: 'SUCCEEDED', SourceVersion: 'c0ffee' } });
    expect(await pushed()).toEqual(['c0ffee']);
  });

  test.each([
    ['bad', 'exit status 1'],
    ['homeless', 'nowhere'],
  ])('fails with the build as the cause: %s', async (name, message) => {
    const { value } = await machines.run('build', { project: name, commit: 'decade' });
    const { Error: error, Cause: cause } = value as { Error: string; Cause: string };
    expect(error).toBe('States.TaskFailed');
    const { BuildStatus, Phases, Logs } = JSON.parse(cause);
    expect(BuildStatus).toBe('FAILED');
    expect(Phases).toContainEqual(
      expect.objectContaining({
        PhaseType: 'BUILD',
        PhaseStatus: 'FAILED',
        Contexts: [expect.objectContaining({ Message: expect.stringContaining(message) })],
      }),
    );
    expect(Logs.DeepLink).toContain(`/aws/codebuild/${name}`);
    expect(await pushed()).not.toContain('decade');
  });

  test('refuses a project that does not exist, by the name that CodeBuild gives it', async () => {
    const { value } = await machines.run('build', { project: 'unknown', commit: 'c0ffee' });
    expect(value).toMatchObject({ Error: 'CodeBuild.ResourceNotFoundException' });
  });

  test('takes its build with it when a person stops the execution', async () => {
    const executionArn = await machines.start('build', { project: 'good', commit: 'facade' });
    await eventually(
      () => statusOf('good'),
      (status) => status === 'IN_PROGRESS',
    );
    await machines.client.send(new StopExecutionCommand({ executionArn }));
    await eventually(
      () => statusOf('good'),
      (status) => status === 'STOPPED',
    );
    expect(await pushed()).not.toContain('facade');
  });
});
