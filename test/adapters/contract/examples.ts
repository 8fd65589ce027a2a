import type { Image } from '#domain/images/release.ts';

export const anImage: Image = {
  repository: 'api',
  digest: `sha256:${'a'.repeat(64)}`,
  uri: `registry/api@sha256:${'a'.repeat(64)}`,
  label: 'v2',
};
