import { Stack } from 'aws-cdk-lib';
import * as codebuild from 'aws-cdk-lib/aws-codebuild';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Architecture } from '#wire/container.ts';
import type { ImageSource } from '#wire/service-specification.ts';
import { acknowledge } from '#constructs/acknowledge.ts';
import { allow, allowUnscoped } from '#constructs/workflows/grants.ts';
import { buildProjectName } from '#constructs/names.ts';
import { privateLogGroup } from '#constructs/workflows/private-log-group.ts';

export interface ImageBuildProps {
  readonly environmentName: string;
  readonly service: string;
  readonly repository: string;
  readonly build: NonNullable<ImageSource['build']>;
  readonly architecture: Architecture;
}

/** Builds a commit into an image with the commit as its tag. A deployment starts it where the image does not exist. */
export class ImageBuild extends Construct {
  readonly projectName: string;

  constructor(scope: Construct, id: string, props: ImageBuildProps) {
    super(scope, id);
    const { environmentName, service, build } = props;
    this.projectName = buildProjectName(environmentName, service);
    const log = privateLogGroup(this, 'Log', `/sluice/${environmentName}/builds/${service}`);
    const key = new kms.Key(this, 'Key', { description: `Builds of ${service}`, enableKeyRotation: true });
    const { repositoryUri, repositoryArn } = ecr.Repository.fromRepositoryName(this, 'Repository', props.repository);
    const role = new iam.Role(this, 'Role', {
      description: `Builds and pushes images of ${service}`,
      assumedBy: new iam.ServicePrincipal('codebuild.amazonaws.com'),
    });
    log.grantWrite(role);
    key.grant(role, 'kms:Decrypt', 'kms:GenerateDataKey');
    allowUnscoped(role, 'ecr:GetAuthorizationToken');
    allow(role, { actions: pushing, on: repositoryArn });
    const { platform, ...machine } = machines[props.architecture];
    const variables = {
      REPOSITORY: repositoryUri,
      REGISTRY: registryOf(this),
      PLATFORM: platform,
      ...fileVariables(build),
    };
    const project = new codebuild.CfnProject(this, 'Project', {
      name: this.projectName,
      description: `Builds ${service} from a commit`,
      serviceRole: role.roleArn,
      encryptionKey: key.keyArn,
      source: { type: hostOf(build.source), location: build.source, gitCloneDepth: 1, buildSpec },
      artifacts: { type: 'NO_ARTIFACTS' },
      cache: { type: 'LOCAL', modes: ['LOCAL_DOCKER_LAYER_CACHE', 'LOCAL_SOURCE_CACHE'] },
      environment: {
        ...machine,
        computeType: 'BUILD_GENERAL1_MEDIUM',
        privilegedMode: true,
        environmentVariables: Object.entries(variables).map(([name, value]) => ({ name, value })),
      },
      logsConfig: { cloudWatchLogs: { status: 'ENABLED', groupName: log.logGroupName } },
      timeoutInMinutes: 30,
      queuedTimeoutInMinutes: 30,
    });
    acknowledge(project, 'CB3', 'Docker builds images only with it; the project builds nothing else');
  }
}

/** An image is built where it can run. */
const machines = {
  X86_64: { type: 'LINUX_CONTAINER', image: 'aws/codebuild/standard:7.0', platform: 'linux/amd64' },
  ARM64: {
    type: 'ARM_CONTAINER',
    image: 'aws/codebuild/amazonlinux-aarch64-standard:3.0',
    platform: 'linux/arm64',
  },
} as const;

const pushing = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:BatchGetImage',
  'ecr:CompleteLayerUpload',
  'ecr:GetDownloadUrlForLayer',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
];

/** Layers of earlier builds come from the registry, so that a build on a fresh machine is fast, too. */
const buildSpec = JSON.stringify({
  version: '0.2',
  phases: {
    pre_build: {
      commands: [
        'aws ecr get-login-password | docker login --username AWS --password-stdin "$REGISTRY"',
        'docker buildx create --use',
      ],
    },
    build: {
      commands: [
        // Without provenance it is one image and not a list of them, which ECR could not scan.
        [
          'docker buildx build --platform "$PLATFORM" --provenance=false --push',
          '--tag "$REPOSITORY:$CODEBUILD_RESOLVED_SOURCE_VERSION"',
          '--cache-from "type=registry,ref=$REPOSITORY:build-cache"',
          '--cache-to "type=registry,ref=$REPOSITORY:build-cache,mode=max,image-manifest=true,ignore-error=true"',
          '--file "$FOLDER/$DOCKERFILE" "$FOLDER"',
        ].join(' '),
      ],
    },
  },
});

const fileVariables = ({ folder, dockerfile }: ImageBuildProps['build']) => ({
  FOLDER: folder,
  DOCKERFILE: dockerfile,
});

function registryOf(scope: Construct): string {
  const { account, region, urlSuffix } = Stack.of(scope);
  return `${account}.dkr.ecr.${region}.${urlSuffix}`;
}

const hosts = { 'github.com': 'GITHUB', 'gitlab.com': 'GITLAB', 'bitbucket.org': 'BITBUCKET' } as const;

function hostOf(source: string): string {
  return hosts[new URL(source).hostname as keyof typeof hosts];
}
