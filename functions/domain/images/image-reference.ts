/** `v2`, `sha256:…`, `api:v2` or `api@sha256:…`: the part that names the image within its repository. */
export function referenceWithin(repository: string, image: string): string {
  for (const separator of [':', '@']) {
    const prefix = `${repository}${separator}`;
    if (image.startsWith(prefix)) return image.slice(prefix.length);
  }
  return image;
}

/** `v2`, `sha256:…` or `v2@sha256:…`: where there is a digest it decides, and the tag is a name for people. */
export function tagAndDigest(reference: string): { readonly tag: string; readonly digest?: string } {
  if (reference.startsWith('sha256:')) return { tag: reference, digest: reference };
  const [tag = '', digest] = reference.split('@');
  return digest === undefined ? { tag } : { tag, digest };
}
