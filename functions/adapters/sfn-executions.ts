import {
  DescribeExecutionCommand,
  ExecutionDoesNotExist,
  type SFNClient,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { inWords } from '#domain/failure.ts';
import type { Executions } from '#ports/executions.ts';

export class SfnExecutions implements Executions {
  readonly #client: SFNClient;

  constructor(client: SFNClient) {
    this.#client = client;
  }

  async isRunning(execution: string): Promise<boolean> {
    try {
      const { status } = await this.#client.send(new DescribeExecutionCommand({ executionArn: execution }));
      return status === 'RUNNING' || status === 'PENDING_REDRIVE';
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) return false;
      throw error;
    }
  }

  async lastWords(execution: string): Promise<string | undefined> {
    const { error, cause } = await this.#client.send(new DescribeExecutionCommand({ executionArn: execution }));
    return error === undefined ? undefined : inWords({ Error: error, Cause: cause ?? '' });
  }

  async stop(execution: string, error: string, cause: string): Promise<void> {
    await this.#client.send(new StopExecutionCommand({ executionArn: execution, error, cause }));
  }
}
