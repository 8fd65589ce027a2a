import type { Image } from '#domain/images/release.ts';

export interface ImageRegistry {
  /** The image behind a tag or digest; nothing where there is none. */
  find(repository: string, reference: string): Promise<Image | undefined>;
  /** Whether another region has the very image, to run it when it has to take over. */
  hasCopy(image: Image, region: string): Promise<boolean>;
}
