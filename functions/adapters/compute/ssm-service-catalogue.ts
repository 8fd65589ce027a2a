import {
  GetParameterCommand,
  paginateGetParametersByPath,
  ParameterNotFound,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { ServiceCatalogue } from '#ports/compute/service-catalogue.ts';

/** One parameter for each service, below one path for each environment. */
export class SsmServiceCatalogue implements ServiceCatalogue {
  readonly #client: SSMClient;
  readonly #path: string;
  readonly #read: (value: unknown) => ServiceTarget;

  constructor(client: SSMClient, path: string, read: (value: unknown) => ServiceTarget) {
    this.#client = client;
    this.#path = path;
    this.#read = read;
  }

  async find(service: string): Promise<ServiceTarget | undefined> {
    try {
      const { Parameter } = await this.#client.send(new GetParameterCommand({ Name: `${this.#path}/${service}` }));
      return this.#read(JSON.parse(Parameter?.Value ?? 'null'));
    } catch (error) {
      if (error instanceof ParameterNotFound) return undefined;
      throw error;
    }
  }

  async names(): Promise<readonly string[]> {
    const names: string[] = [];
    // Ten at most come at a time, and fewer or none though more follow.
    for await (const { Parameters = [] } of paginateGetParametersByPath({ client: this.#client }, { Path: this.#path }))
      names.push(...Parameters.map(({ Name = '' }) => Name.slice(this.#path.length + 1)));
    return names.sort();
  }
}
