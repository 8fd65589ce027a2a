import {
  CreateRepositoryCommand,
  DescribeImageScanFindingsCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  PutImageCommand,
  PutReplicationConfigurationCommand,
  StartImageScanCommand,
} from '@aws-sdk/client-ecr';
import { beforeAll, expect, test } from 'vitest';
import { eventually, localCloud } from './support.ts';

const cloud = localCloud({ clockSpeed: 20 });
const repositoryName = 'api';
let client: ECRClient;

const put = (imageTag: string, imageManifest: string) =>
  client.send(new PutImageCommand({ repositoryName, imageTag, imageManifest }));
/** The digest that the registry gave an image. */
const digestOf = async (imageTag: string, imageManifest: string) =>
  (await put(imageTag, imageManifest)).image?.imageId?.imageDigest;
const named = (name: string) => expect.objectContaining({ name });

beforeAll(async () => {
  client = new ECRClient(cloud.settings());
  await client.send(new CreateRepositoryCommand({ repositoryName }));
});

test('one manifest has one digest, whatever its tag', async () => {
  const first = await digestOf('one', '{"a":1}');
  const second = await digestOf('two', '{"a":1}');
  const other = await digestOf('three', '{"a":2}');
  expect(first).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(second).toBe(first);
  expect(other).not.toBe(first);
});

test('an image or repository that does not exist is named in the error', async () => {
  const describeTag = (name: string, imageTag: string) =>
    client.send(new DescribeImagesCommand({ repositoryName: name, imageIds: [{ imageTag }] }));
  await put('known', '{"b":1}');
  expect((await describeTag(repositoryName, 'known')).imageDetails?.[0]?.imageTags).toEqual(['known']);
  await expect(describeTag(repositoryName, 'unknown')).rejects.toThrow(named('ImageNotFoundException'));
  await expect(describeTag('nowhere', 'known')).rejects.toThrow(named('RepositoryNotFoundException'));
});

test('a scan finds what was planted by the tag and nothing else', async () => {
  await put('clean', '{"c":1}');
  await put('1.2-critical', '{"d":1}');
  const findings = (imageTag: string) =>
    client.send(new DescribeImageScanFindingsCommand({ repositoryName, imageId: { imageTag } }));
  const scanned = async (imageTag: string) => {
    await client.send(new StartImageScanCommand({ repositoryName, imageId: { imageTag } }));
    return eventually(
      () => findings(imageTag),
      ({ imageScanStatus }) => imageScanStatus?.status !== 'IN_PROGRESS',
    );
  };
  await expect(findings('clean')).rejects.toThrow(named('ScanNotFoundException'));
  const clean = await scanned('clean');
  expect(clean.imageScanStatus?.status).toBe('COMPLETE');
  expect(clean.imageScanFindings?.findings).toEqual([]);
  const planted = await scanned('1.2-critical');
  expect(planted.imageScanFindings?.findingSeverityCounts).toEqual({ CRITICAL: 1 });
  await expect(findings('absent')).rejects.toThrow(named('ImageNotFoundException'));
});

test('a scan cannot be requested again while its result is valid', async () => {
  await put('asked-twice', '{"e":1}');
  const scan = () => client.send(new StartImageScanCommand({ repositoryName, imageId: { imageTag: 'asked-twice' } }));
  await scan();
  await expect(scan()).rejects.toThrow(named('LimitExceededException'));
});

test('an image pushed after replication was set up is in the other region a moment later, and an earlier one is not', async () => {
  const there = new ECRClient(cloud.settings('eu-west-1'));
  const tagsThere = async () => {
    const { imageDetails = [] } = await there.send(new DescribeImagesCommand({ repositoryName }));
    return imageDetails.flatMap(({ imageTags = [] }) => imageTags);
  };
  await put('before', '{"f":1}');
  const rules = [
    {
      destinations: [{ region: 'eu-west-1', registryId: '123456789012' }],
      repositoryFilters: [{ filter: repositoryName, filterType: 'PREFIX_MATCH' as const }],
    },
  ];
  await client.send(new PutReplicationConfigurationCommand({ replicationConfiguration: { rules } }));
  await put('after', '{"g":1}');
  await client.send(new CreateRepositoryCommand({ repositoryName: 'web' }));
  await client.send(new PutImageCommand({ repositoryName: 'web', imageTag: 'after', imageManifest: '{"h":1}' }));
  const found = await eventually(
    () => tagsThere().catch((): string[] => []),
    (tags) => tags.includes('after'),
  );
  expect(found).toEqual(['after']);
  const { repositories } = await there.send(new DescribeRepositoriesCommand({}));
  expect(repositories).toMatchObject([{ repositoryName, repositoryUri: expect.stringContaining('.eu-west-1.') }]);
});
