import {
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  type ECRClient,
  type ImageIdentifier,
  ImageNotFoundException,
  RepositoryNotFoundException,
} from '@aws-sdk/client-ecr';
import { tagAndDigest } from '#domain/images/image-reference.ts';
import type { Image } from '#domain/images/release.ts';
import type { ImageRegistry } from '#ports/images/image-registry.ts';

export class EcrImageRegistry implements ImageRegistry {
  readonly #clientOf: (region?: string) => ECRClient;
  readonly #client: ECRClient;

  /** Without a region, the client is of the region that it runs in. */
  constructor(clientOf: (region?: string) => ECRClient) {
    this.#clientOf = clientOf;
    this.#client = clientOf();
  }

  async find(repository: string, reference: string): Promise<Image | undefined> {
    const { tag, digest: wanted } = tagAndDigest(reference);
    const imageId = wanted === undefined ? { imageTag: tag } : { imageDigest: wanted };
    const digest = await digestOf(this.#client, repository, imageId);
    if (digest === undefined) return undefined;
    return { repository, digest, uri: `${await this.#uriOf(repository)}@${digest}`, label: tag };
  }

  async hasCopy({ repository, digest }: Image, region: string): Promise<boolean> {
    return (await digestOf(this.#clientOf(region), repository, { imageDigest: digest })) !== undefined;
  }

  async #uriOf(repository: string): Promise<string> {
    const { repositories = [] } = await this.#client.send(
      new DescribeRepositoriesCommand({ repositoryNames: [repository] }),
    );
    return repositories[0]?.repositoryUri ?? repository;
  }
}

async function digestOf(client: ECRClient, repositoryName: string, imageId: ImageIdentifier) {
  try {
    const { imageDetails = [] } = await client.send(new DescribeImagesCommand({ repositoryName, imageIds: [imageId] }));
    return imageDetails[0]?.imageDigest;
  } catch (error) {
    if (error instanceof ImageNotFoundException || error instanceof RepositoryNotFoundException) return undefined;
    throw error;
  }
}
