import type { Release } from '#domain/images/release.ts';
import type { Strategy } from '#domain/strategy/strategy.ts';

/** The release to restore: an image by its digest, with the tag that people know it by. */
export interface Restored {
  readonly deploymentId: string;
  readonly release: Release;
}

/** The release has passed before, so it gets all traffic at once as soon as it is healthy. */
export const restoreStrategy: Strategy = { name: 'restore', steps: [{ weight: 100, bakeSeconds: 0 }] };

/** `v1@sha256:…`: the digest identifies the image. The tag is for people and may have moved since. */
export const imageToRestore = ({ release: { image } }: Restored): string =>
  image.label.startsWith('sha256:') ? image.digest : `${image.label}@${image.digest}`;
