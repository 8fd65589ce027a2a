import {
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  type ECRClient,
  ImageNotFoundException,
  RepositoryNotFoundException,
} from '@aws-sdk/client-ecr';
import type { Image } from '#domain/release.ts';
import type { ImageRegistry } from '#ports/image-registry.ts';

export class EcrImageRegistry implements ImageRegistry {
  readonly #client: ECRClient;

  constructor(client: ECRClient) {
    this.#client = client;
  }

  async find(repository: string, reference: string): Promise<Image | undefined> {
    try {
      const imageId = reference.startsWith('sha256:') ? { imageDigest: reference } : { imageTag: reference };
      const { imageDetails = [] } = await this.#client.send(
        new DescribeImagesCommand({ repositoryName: repository, imageIds: [imageId] }),
      );
      const digest = imageDetails[0]?.imageDigest;
      if (digest === undefined) return undefined;
      return { repository, digest, uri: `${await this.#uriOf(repository)}@${digest}`, label: reference };
    } catch (error) {
      if (error instanceof ImageNotFoundException || error instanceof RepositoryNotFoundException) return undefined;
      throw error;
    }
  }

  async #uriOf(repository: string): Promise<string> {
    const { repositories = [] } = await this.#client.send(
      new DescribeRepositoriesCommand({ repositoryNames: [repository] }),
    );
    return repositories[0]?.repositoryUri ?? repository;
  }
}
