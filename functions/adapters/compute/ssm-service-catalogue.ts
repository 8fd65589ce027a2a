import {
  GetParameterCommand,
  paginateGetParametersByPath,
  ParameterNotFound,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { ServiceCatalogue } from '#ports/compute/service-catalogue.ts';
import { ServiceTargetSchema } from '#wire/service-target.ts';

/** One parameter for each service, below one path for each environment. */
export class SsmServiceCatalogue implements ServiceCatalogue {
  readonly #client: SSMClient;
  readonly #path: string;

  constructor(client: SSMClient, path: string) {
    this.#client = client;
    this.#path = path;
  }

  async find(service: string): Promise<ServiceTarget | undefined> {
    try {
      const { Parameter } = await this.#client.send(new GetParameterCommand({ Name: `${this.#path}/${service}` }));
      return ServiceTargetSchema.parse(JSON.parse(Parameter?.Value ?? 'null'));
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
