import {
  DeregisterTaskDefinitionCommand,
  DescribeTaskDefinitionCommand,
  type ECSClient,
  paginateListTaskDefinitions,
} from '@aws-sdk/client-ecs';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { Releases } from '#ports/compute/releases.ts';
import { releaseFamily, templateTag } from './ecs-container-platform.ts';

export class EcsReleases implements Releases {
  readonly #client: ECSClient;

  constructor(client: ECSClient) {
    this.#client = client;
  }

  async list(target: ServiceTarget): Promise<readonly string[]> {
    const familyPrefix = releaseFamily(target);
    const revisions: string[] = [];
    const pages = paginateListTaskDefinitions(
      { client: this.#client },
      { familyPrefix, status: 'ACTIVE', sort: 'DESC' },
    );
    for await (const { taskDefinitionArns = [] } of pages) revisions.push(...taskDefinitionArns);
    // Asked for a family, some answer with those whose names begin alike.
    return revisions.filter((revision) => revision.includes(`/${familyPrefix}:`));
  }

  /** The template of a service whose name ends with `-release` is in a family of that name: its tag tells them apart. */
  async forget({ templateFamily }: ServiceTarget, revision: string): Promise<void> {
    const { tags = [] } = await this.#client.send(
      new DescribeTaskDefinitionCommand({ taskDefinition: revision, include: ['TAGS'] }),
    );
    const madeOf = tags.find(({ key }) => key === templateTag)?.value ?? '';
    if (!madeOf.startsWith(`${templateFamily}:`)) return;
    await this.#client.send(new DeregisterTaskDefinitionCommand({ taskDefinition: revision }));
  }
}
