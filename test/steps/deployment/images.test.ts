import { describe, expect, it } from 'vitest';
import { step as buildImage } from '#steps/deployment/build-image.step.ts';
import type { ImageBuild } from '#domain/images/image-build.ts';
import type { Image } from '#domain/images/release.ts';
import { step as push } from '#steps/deployment/push-image.step.ts';
import { step as updateInfrastructure } from '#steps/deployment/update-infrastructure.step.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import { Account, api, untilCopied, untilScanned } from '../support/account.ts';

const notRun: ImageBuild = { kind: 'not-run' };

async function find(image: string, { ports }: Account): Promise<Image> {
  const answer = await buildImage.call({ target: api, image, fromSource: false, build: notRun }, ports);
  if (answer.kind !== 'found') throw new Error(`${image} would be built`);
  return answer.image;
}

describe('an image that exists', () => {
  it.each(['v2', 'api:v2'])('is taken by its digest: %s', async (image) => {
    const account = Account.empty();
    const found = await find(image, account);
    expect(found).toMatchObject({ repository: 'api', label: 'v2' });
    expect(found.uri).toContain(found.digest);
  });

  it('is found by its digest too, and pushing keeps the name that a person gave it', async () => {
    const account = Account.empty();
    const found = await find('v2', account);
    await push.call({ target: api, image: found, restored: false }, account.ports).catch(() => undefined);
    await account.pass(untilScanned);
    expect(await push.call({ target: api, image: found, restored: false }, account.ports)).toEqual(found);
    expect(await push.call({ target: api, image: found, restored: false }, account.ports)).toEqual(found);
  });
});

describe('an image that does not exist', () => {
  it('is refused with its name and what to do', async () => {
    await expect(find('v9', Account.empty())).rejects.toMatchObject({
      name: 'ImageMissing',
      message: 'There is no image "v9" in the repository api: push it first, or correct the tag.',
    });
  });

  it('is refused when it has gone since it was found', async () => {
    const account = Account.empty();
    const found = await find('v2', account);
    const gone = { ...found, digest: `sha256:${'0'.repeat(64)}` };
    await expect(push.call({ target: api, image: gone, restored: false }, account.ports)).rejects.toMatchObject({
      name: 'ImageMissing',
    });
  });
});

describe('an image that is built from a commit', () => {
  const commit = 'c0ffee0000000000000000000000000000000000';
  const building: ServiceTarget = { ...api, buildProject: 'sluice-production-build-api' };
  const look = (account: Account, build: ImageBuild) =>
    buildImage.call({ target: building, image: commit, fromSource: true, build }, account.ports);
  const failed: ImageBuild = {
    kind: 'failed',
    failure: {
      Error: 'States.TaskFailed',
      Cause: JSON.stringify({
        Phases: [{ PhaseType: 'BUILD', PhaseStatus: 'FAILED', Contexts: [{ Message: 'exit status 1' }] }],
        Logs: { DeepLink: 'https://log' },
      }),
    },
  };

  it('is to be built where no build has run', async () => {
    expect(await look(Account.empty(), notRun)).toEqual({ kind: 'to-build', project: building.buildProject });
  });

  it.each([notRun, { kind: 'succeeded' } as const, failed])('is not built again once it exists: %j', async (build) => {
    const account = Account.empty();
    account.world.push(commit);
    expect(await look(account, build)).toMatchObject({ kind: 'found', image: { label: commit } });
  });

  it('is refused with the phase and the log of a build that failed', async () => {
    await expect(look(Account.empty(), failed)).rejects.toMatchObject({
      name: 'BuildFailed',
      message: `${commit} was not built. Its phase BUILD ended with FAILED: exit status 1. Its log: https://log`,
    });
  });

  it('is missing where its build pushed nothing', async () => {
    await expect(look(Account.empty(), { kind: 'succeeded' })).rejects.toMatchObject({
      name: 'ImageMissing',
      message: expect.stringContaining('the build succeeded, but pushed no image'),
    });
  });
});

describe('the scan of an image', () => {
  async function pushed(tag: string, target: ServiceTarget = api) {
    const account = Account.empty();
    const image = await find(tag, account);
    const pushing = () => push.call({ target, image, restored: false }, account.ports);
    await pushing().catch(() => undefined);
    return { account, image, pushing };
  }

  it('is waited for', async () => {
    const { account, image, pushing } = await pushed('v2');
    await account.pass(untilScanned - 1);
    await expect(pushing()).rejects.toMatchObject({ name: 'ScanUnderWay', message: expect.stringContaining('v2') });
    await account.pass(1);
    expect(await pushing()).toEqual(image);
  });

  it('stops a deployment with what it found and what to do', async () => {
    const { account, pushing } = await pushed('v2-critical');
    await account.pass(untilScanned);
    await expect(pushing()).rejects.toMatchObject({
      name: 'FindingsRefused',
      message:
        "v2-critical has 1 finding: CRITICAL CVE-2099-0001 in planted. Update the affected packages, or accept a finding by name in scan.accepted of the environment's configuration.",
    });
  });

  it('lets an accepted finding pass', async () => {
    const accepting: ServiceTarget = { ...api, scan: { refuse: 'high', accepted: ['CVE-2099-0001'] } };
    const { account, image, pushing } = await pushed('v2-critical', accepting);
    await account.pass(untilScanned);
    expect(await pushing()).toEqual(image);
  });

  it('that is impossible is not a pass', async () => {
    const { account, pushing } = await pushed('v2-unscannable');
    await account.pass(untilScanned);
    await expect(pushing()).rejects.toMatchObject({
      name: 'ScanImpossible',
      message: expect.stringMatching(/UnsupportedImageError.*not scanned is not deployed.*enhanced scanning/),
    });
  });

  it('does not keep a release from coming back that has been live before', async () => {
    const { account, image } = await pushed('v2-critical');
    await account.pass(untilScanned);
    expect(await push.call({ target: api, image, restored: true }, account.ports)).toEqual(image);
  });

  it('is not requested where nothing is refused', async () => {
    const { image, pushing } = await pushed('v2-critical', { ...api, scan: { refuse: 'nothing', accepted: [] } });
    expect(await pushing()).toEqual(image);
  });
});

describe('the copy in the standby region', () => {
  const withStandby: ServiceTarget = { ...api, scan: { refuse: 'nothing', accepted: [] }, standbyRegion: 'eu-west-1' };

  it('is waited for, and the error says what to do about an older image', async () => {
    const account = Account.empty();
    const image = await find('v2', account);
    await expect(push.call({ target: withStandby, image, restored: false }, account.ports)).rejects.toMatchObject({
      name: 'CopyUnderWay',
      message: expect.stringMatching(/v2 is not in eu-west-1 yet.*under a new tag/),
    });
    await account.pass(untilCopied);
    expect(await push.call({ target: withStandby, image, restored: false }, account.ports)).toEqual(image);
  });
});

describe('updating the infrastructure', () => {
  it('registers a release, keeps it with the deployment and starts nothing', async () => {
    const account = await Account.serving();
    const plan = await account.admitted();
    const image = await find('v2', account);
    const release = await updateInfrastructure.call({ plan, image }, account.ports);
    expect(release.taskDefinition).toContain('api-release');
    expect(account.world.table.find('api', 'd-1')?.progress).toEqual({ plan, release });
    await account.pass(60);
    expect(account.desired('blue')).toBe(0);
  });

  it('called again, keeps the newer revision of the same image', async () => {
    const account = await Account.serving();
    const plan = await account.admitted();
    const image = await find('v2', account);
    await updateInfrastructure.call({ plan, image }, account.ports);
    const again = await updateInfrastructure.call({ plan, image }, account.ports);
    expect(account.world.table.find('api', 'd-1')?.progress.release).toEqual(again);
    expect(again.image).toEqual(image);
  });
});
