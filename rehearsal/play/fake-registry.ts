import { CreateRepositoryCommand, PutImageCommand, RepositoryAlreadyExistsException } from '@aws-sdk/client-ecr';
import type { Clients } from '../cloud/clients.ts';

/** The registry as a CI fills it. The tag alone identifies the sample service's image, so a manifest is enough. */
export class FakeRegistry {
  readonly #clients: Clients;
  readonly #repository: string;
  readonly #labels = new Map<string, string>();

  constructor(clients: Clients, repository: string) {
    this.#clients = clients;
    this.#repository = repository;
  }

  async push(tag: string): Promise<void> {
    await this.#createRepository();
    const { image } = await this.#clients.registry.send(
      new PutImageCommand({ repositoryName: this.#repository, imageTag: tag, imageManifest: manifestOf(tag) }),
    );
    this.#labels.set(image?.imageId?.imageDigest ?? '', tag);
  }

  /** The tag behind `registry/repository@sha256:…`. */
  readonly labelOf = (uri: string): string | undefined => this.#labels.get(uri.slice(uri.indexOf('@') + 1));

  async #createRepository(): Promise<void> {
    try {
      await this.#clients.registry.send(new CreateRepositoryCommand({ repositoryName: this.#repository }));
    } catch (error) {
      if (!(error instanceof RepositoryAlreadyExistsException)) throw error;
    }
  }
}

const manifestOf = (tag: string): string =>
  JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', size: 2, digest: `sha256:${'0'.repeat(64)}` },
    layers: [],
    annotations: { 'org.opencontainers.image.version': tag },
  });
