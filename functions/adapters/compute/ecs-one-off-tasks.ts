import { type ECSClient, ListTasksCommand, StopTaskCommand } from '@aws-sdk/client-ecs';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { OneOffTasks } from '#ports/compute/one-off-tasks.ts';

export class EcsOneOffTasks implements OneOffTasks {
  readonly #client: ECSClient;

  constructor(client: ECSClient) {
    this.#client = client;
  }

  async stopAll({ cluster }: ServiceTarget, startedBy: string): Promise<readonly string[]> {
    const { taskArns = [] } = await this.#client.send(new ListTasksCommand({ cluster, startedBy }));
    for (const task of taskArns) {
      await this.#client.send(new StopTaskCommand({ cluster, task, reason: 'It took longer than it may' }));
    }
    return taskArns;
  }
}
