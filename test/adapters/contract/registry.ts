import { expect, it } from 'vitest';
import type { ImageRegistry } from '#ports/images/image-registry.ts';

export interface RegistryUnderTest {
  /** Its repository `api` has `v1`, which it copies to the other region. */
  registry(): ImageRegistry;
  readonly standbyRegion: string;
  eventually<T>(ask: () => Promise<T>, wished: (answer: T) => boolean): Promise<T>;
}

export function registryKeepsItsWord({ registry, standbyRegion, eventually }: RegistryUnderTest): void {
  it('finds an image by its tag, and the same by its digest', async () => {
    const byTag = await registry().find('api', 'v1');
    expect(byTag).toMatchObject({ repository: 'api', label: 'v1' });
    expect(byTag?.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(byTag?.uri).toMatch(new RegExp(`/api@${byTag?.digest}$`));
    expect(await registry().find('api', byTag!.digest)).toEqual({ ...byTag, label: byTag!.digest });
  });

  it('finds an image by tag and digest, where the digest decides and the tag is its name', async () => {
    const byTag = await registry().find('api', 'v1');
    expect(await registry().find('api', `a-tag-of-before@${byTag!.digest}`)).toEqual({
      ...byTag,
      label: 'a-tag-of-before',
    });
  });

  it.each([
    ['a tag that was not pushed', 'api', 'v9'],
    ['a digest that was not pushed', 'api', `sha256:${'0'.repeat(64)}`],
    ['a repository that does not exist', 'web', 'v1'],
  ])('finds nothing for %s', async (_, repository, reference) => {
    expect(await registry().find(repository, reference)).toBeUndefined();
  });

  it('has a copy of what was pushed in the other region, eventually', async () => {
    const image = await registry().find('api', 'v1');
    const copied = await eventually(
      () => registry().hasCopy(image!, standbyRegion),
      (answer) => answer,
    );
    expect(copied).toBe(true);
  });

  it('has no copy of what was not pushed, nor of a repository that does not exist', async () => {
    const image = await registry().find('api', 'v1');
    expect(await registry().hasCopy({ ...image!, digest: `sha256:${'0'.repeat(64)}` }, standbyRegion)).toBe(false);
    expect(await registry().hasCopy({ ...image!, repository: 'web' }, standbyRegion)).toBe(false);
  });
}
