import { ListExecutionsCommand, type SFNClient } from '@aws-sdk/client-sfn';
import type { PrimaryChanges } from '#ports/primary-changes.ts';

/** Reaches into the other region with a client that gives up after two seconds. */
export class RemotePrimaryChanges implements PrimaryChanges {
  readonly #client: SFNClient;
  readonly #machines: readonly string[];

  constructor(client: SFNClient, machines: readonly string[]) {
    this.#client = client;
    this.#machines = machines;
  }

  async underWay(): Promise<boolean> {
    const running = await Promise.all(this.#machines.map((machine) => this.#isRunning(machine)));
    return running.includes(true);
  }

  async #isRunning(stateMachineArn: string): Promise<boolean> {
    const { executions = [] } = await this.#client.send(
      new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING', maxResults: 1 }),
    );
    return executions.length > 0;
  }
}
