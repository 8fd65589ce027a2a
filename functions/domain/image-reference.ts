/** `v2`, `sha256:…`, `api:v2` or `api@sha256:…`: the part that names the image within its repository. */
export function referenceWithin(repository: string, image: string): string {
  for (const separator of [':', '@']) {
    const prefix = `${repository}${separator}`;
    if (image.startsWith(prefix)) return image.slice(prefix.length);
  }
  return image;
}
