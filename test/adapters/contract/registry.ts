import { expect, it } from 'vitest';
import type { ImageRegistry } from '#ports/image-registry.ts';

/** What a registry promises in whose repository `api` somebody has pushed `v1`. */
export function registryKeepsItsWord(make: () => ImageRegistry): void {
  it('finds an image by its tag, and the same by its digest', async () => {
    const byTag = await make().find('api', 'v1');
    expect(byTag).toMatchObject({ repository: 'api', label: 'v1' });
    expect(byTag?.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(byTag?.uri).toMatch(new RegExp(`/api@${byTag?.digest}$`));
    expect(await make().find('api', byTag!.digest)).toEqual({ ...byTag, label: byTag!.digest });
  });

  it.each([
    ['a tag that nobody pushed', 'api', 'v9'],
    ['a digest that nobody pushed', 'api', `sha256:${'0'.repeat(64)}`],
    ['a repository that does not exist', 'web', 'v1'],
  ])('finds nothing for %s', async (_, repository, reference) => {
    expect(await make().find(repository, reference)).toBeUndefined();
  });
}
