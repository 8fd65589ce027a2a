import { createHash } from 'node:crypto';
import type { Image } from '#domain/release.ts';
import type { ImageRegistry } from '#ports/image-registry.ts';

export const digestOf = (tag: string): string => `sha256:${createHash('sha256').update(tag).digest('hex')}`;

/** One repository after the other, filled by tag as a CI does. */
export class SimulatedRegistry implements ImageRegistry {
  readonly #images: Image[] = [];

  push(repository: string, tag: string): Image {
    const digest = digestOf(tag);
    const uri = `123456789012.dkr.ecr.us-east-1.amazonaws.com/${repository}@${digest}`;
    const image = { repository, digest, uri, label: tag };
    this.#images.push(image);
    return image;
  }

  async find(repository: string, reference: string): Promise<Image | undefined> {
    const found = this.#images.find(
      (image) => image.repository === repository && (image.label === reference || image.digest === reference),
    );
    // Whoever asks by digest learns no tag, as from the real one.
    return found && { ...found, label: reference };
  }
}
