import { describe, expect, it } from 'vitest';
import { step as build } from '#steps/deployment/build-image.step.ts';
import { step as push } from '#steps/deployment/push-image.step.ts';
import { step as updateInfrastructure } from '#steps/deployment/update-infrastructure.step.ts';
import { Account, api } from '../support/account.ts';

describe('an image that exists', () => {
  it.each(['v2', 'api:v2'])('is taken by its digest: %s', async (image) => {
    const account = Account.empty();
    const found = await build.call({ target: api, image }, account.ports);
    expect(found).toMatchObject({ repository: 'api', label: 'v2' });
    expect(found.uri).toContain(found.digest);
  });

  it('is found by its digest too, and pushing keeps the name that a person gave it', async () => {
    const account = Account.empty();
    const found = await build.call({ target: api, image: 'v2' }, account.ports);
    expect(await push.call({ image: found }, account.ports)).toEqual(found);
  });
});

describe('an image that does not exist', () => {
  it('is refused with its name and what to do', async () => {
    await expect(build.call({ target: api, image: 'v9' }, Account.empty().ports)).rejects.toMatchObject({
      name: 'ImageMissing',
      message: 'There is no image "v9" in the repository api: push it first, or correct the tag.',
    });
  });

  it('is refused when it has gone since it was found', async () => {
    const account = Account.empty();
    const found = await build.call({ target: api, image: 'v2' }, account.ports);
    const gone = { ...found, digest: `sha256:${'0'.repeat(64)}` };
    await expect(push.call({ image: gone }, account.ports)).rejects.toMatchObject({ name: 'ImageMissing' });
  });
});

describe('updating the infrastructure', () => {
  it('registers a release, keeps it with the deployment and starts nothing', async () => {
    const account = await Account.serving();
    const plan = await account.admitted();
    const image = await build.call({ target: api, image: 'v2' }, account.ports);
    const release = await updateInfrastructure.call({ plan, image }, account.ports);
    expect(release.taskDefinition).toContain('api-release');
    expect(account.world.table.find('api', 'd-1')?.progress).toEqual({ plan, release });
    await account.pass(60);
    expect(account.desired('blue')).toBe(0);
  });

  it('called again, keeps the newer revision of the same image', async () => {
    const account = await Account.serving();
    const plan = await account.admitted();
    const image = await build.call({ target: api, image: 'v2' }, account.ports);
    await updateInfrastructure.call({ plan, image }, account.ports);
    const again = await updateInfrastructure.call({ plan, image }, account.ports);
    expect(account.world.table.find('api', 'd-1')?.progress.release).toEqual(again);
    expect(again.image).toEqual(image);
  });
});
