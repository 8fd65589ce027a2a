import { createHash } from 'node:crypto';
import { tagAndDigest } from '#domain/images/image-reference.ts';
import type { Image } from '#domain/images/release.ts';
import type { ImageRegistry } from '#ports/images/image-registry.ts';
import type { VirtualClock } from '../../clock.ts';

export const digestOf = (tag: string): string => `sha256:${createHash('sha256').update(tag).digest('hex')}`;

/** Repositories that a CI fills by tag. The other regions have the copies a while later. */
export class SimulatedRegistry implements ImageRegistry {
  readonly #images: (Image & { readonly pushedAt: number })[] = [];
  readonly #clock: VirtualClock;
  readonly #copySeconds: number;

  constructor(clock: VirtualClock, copySeconds: number) {
    this.#clock = clock;
    this.#copySeconds = copySeconds;
  }

  push(repository: string, tag: string): Image {
    const digest = digestOf(tag);
    const uri = `123456789012.dkr.ecr.us-east-1.amazonaws.com/${repository}@${digest}`;
    const image = { repository, digest, uri, label: tag };
    this.#images.push({ ...image, pushedAt: this.#clock.now() });
    return image;
  }

  async find(repository: string, reference: string): Promise<Image | undefined> {
    const { tag, digest } = tagAndDigest(reference);
    const found = this.#images.find(
      (image) =>
        image.repository === repository && (digest === undefined ? image.label === tag : image.digest === digest),
    );
    if (found === undefined) return undefined;
    const { pushedAt, ...image } = found;
    // As in ECR, a look-up by digest returns no tag.
    return { ...image, label: tag };
  }

  async hasCopy({ repository, digest }: Image): Promise<boolean> {
    const original = this.#images.find((image) => image.repository === repository && image.digest === digest);
    return original !== undefined && this.#clock.now() >= original.pushedAt + this.#copySeconds * 1000;
  }
}
