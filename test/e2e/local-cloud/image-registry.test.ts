import {
  CreateRepositoryCommand,
  DescribeImageScanFindingsCommand,
  DescribeImagesCommand,
  ECRClient,
  PutImageCommand,
} from '@aws-sdk/client-ecr';
import { beforeAll, expect, test } from 'vitest';
import { localCloud } from './support.ts';

const cloud = localCloud();
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

test('an image or repository that does not exist is said by name', async () => {
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
  const clean = await findings('clean');
  expect(clean.imageScanStatus?.status).toBe('COMPLETE');
  expect(clean.imageScanFindings?.findings).toEqual([]);
  const planted = await findings('1.2-critical');
  expect(planted.imageScanFindings?.findingSeverityCounts).toEqual({ CRITICAL: 1 });
  await expect(findings('absent')).rejects.toThrow(named('ImageNotFoundException'));
});
