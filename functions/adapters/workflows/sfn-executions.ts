import {
  DescribeExecutionCommand,
  ExecutionDoesNotExist,
  type SFNClient,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { inWords } from '#domain/failure.ts';
import type { Executions } from '#ports/workflows/executions.ts';

export class SfnExecutions implements Executions {
  readonly #client: SFNClient;

  constructor(client: SFNClient) {
    this.#client = client;
  }

  async isRunning(execution: string): Promise<boolean> {
    const status = await this.#status(execution);
    return status === 'RUNNING' || status === 'PENDING_REDRIVE';
  }

  async wasStopped(execution: string): Promise<boolean> {
    return (await this.#status(execution)) === 'ABORTED';
  }

  async failureOf(execution: string): Promise<string | undefined> {
    const { error, cause } = await this.#client.send(new DescribeExecutionCommand({ executionArn: execution }));
    return error === undefined ? undefined : inWords({ Error: error, Cause: cause ?? '' });
  }

  async stop(execution: string, error: string, cause: string): Promise<void> {
    await this.#client.send(new StopExecutionCommand({ executionArn: execution, error, cause }));
  }

  async #status(execution: string): Promise<string | undefined> {
    try {
      const { status } = await this.#client.send(new DescribeExecutionCommand({ executionArn: execution }));
      return status;
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) return undefined;
      throw error;
    }
  }
}
