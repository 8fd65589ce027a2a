import type { Image } from '#domain/release.ts';

export interface ImageRegistry {
  /** The image behind a tag or digest; nothing where there is none. */
  find(repository: string, reference: string): Promise<Image | undefined>;
}
