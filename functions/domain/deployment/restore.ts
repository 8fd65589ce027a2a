import type { Release } from '#domain/images/release.ts';
import type { Strategy } from '#domain/strategy/strategy.ts';

/** What is brought back: an image by its digest, with the name that people know it by. */
export interface Restored {
  readonly deploymentId: string;
  readonly release: Release;
}

/** It has proven itself before: all at once, as soon as it is healthy again. */
export const restoreStrategy: Strategy = { name: 'restore', steps: [{ weight: 100, bakeSeconds: 0 }] };

/** `v1@sha256:…`: the digest decides, the tag is for people and may have moved since. */
export const imageToRestore = ({ release: { image } }: Restored): string =>
  image.label.startsWith('sha256:') ? image.digest : `${image.label}@${image.digest}`;
